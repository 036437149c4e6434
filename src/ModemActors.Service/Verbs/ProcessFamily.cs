using System.Diagnostics;
using System.Globalization;

namespace ModemActors.Service.Verbs;

/// <summary>A process and what it started, from /proc: ending a script alone would leave the program that has the port.</summary>
internal static class ProcessFamily
{
    /// <summary>The process and all below it.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var parents = new List<(int Id, int Parent)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ParentOf(directory) is { } parent)
                parents.Add((id, parent));
        }

        var family = new List<int> { process };
        for (var i = 0; i < family.Count; i++)
            family.AddRange(parents.Where(each => each.Parent == family[i]).Select(each => each.Id));
        return family;
    }

    public static bool IsGone(int process) => !Directory.Exists($"/proc/{process}") || StatOf($"/proc/{process}") is not [not 'Z', ..];

    /// <summary>Sends each a signal (<c>TERM</c>, <c>KILL</c>); those that are gone get none.</summary>
    public static async Task SignalAsync(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {string.Join(' ', processes)} 2>/dev/null"]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }

    private static int? ParentOf(string directory) =>
        StatOf(directory)?.Split(' ') is [_, var parent, ..] && int.TryParse(parent, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>From the state on (proc(5)): the name before it may contain anything; null if the process is gone.</summary>
    private static string? StatOf(string directory)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
