using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ModemActors.Service.Configuration;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Operations;

/// <summary>What of this machine and this configuration goes into the unit, and the commands that put it into effect.</summary>
internal static class Installation
{
    private static readonly string[] s_serialGroups = ["dialout", "uucp", "plugdev"];
    private static readonly string[] s_usualRoots =
        ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/usr/local/share/dotnet"];

    public static SystemdUnitOptions Options(ServiceConfiguration configuration, string file, bool forUser, string user) => new()
    {
        Program = Program(),
        Configuration = Path.GetFullPath(file),
        ForUser = forUser,
        User = user,
        Groups = [.. s_serialGroups.Where(GroupExists)],
        Writes = Writes(configuration),
        DotnetRoot = DotnetRoot(),
    };

    /// <summary>The program beside this assembly, or dotnet and the assembly where there is none.</summary>
    public static IReadOnlyList<string> Program()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "modemactors.exe" : "modemactors");
        return File.Exists(program)
            ? [program]
            : [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "ModemActors.Service.dll")];
    }

    /// <summary>Commands of somebody else's, one after the other; the first that fails ends it.</summary>
    /// <exception cref="VerbException">One failed, or is not there.</exception>
    public static void Run(params string[][] commands)
    {
        foreach (var command in commands)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
                var errors = process.StandardError.ReadToEnd().Trim();
                process.WaitForExit();
                if (process.ExitCode != 0)
                    throw new VerbException($"'{string.Join(' ', command)}' failed: {errors.ReplaceLineEndings(" ")}");
            }
            catch (System.ComponentModel.Win32Exception cause)
            {
                throw new VerbException($"'{command[0]}' cannot be run: {cause.Message}. This needs a system with systemd; --dry-run "
                    + "prints the unit.", cause);
            }
        }
    }

    /// <summary>Whether the machine's user table has this name.</summary>
    public static bool UserExists(string name) => HasEntry("/etc/passwd", name);

    private static bool GroupExists(string name) => HasEntry("/etc/group", name);

    private static bool HasEntry(string file, string name) =>
        File.Exists(file) && File.ReadLines(file).Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    /// <summary>What the configuration has it write outside of its state directory: full paths only, since others lie in that.</summary>
    private static string[] Writes(ServiceConfiguration configuration)
    {
        var store = configuration.Settings.Store.Connection;
        var file = store.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(store).DataSource : store;
        return
        [
            .. new[]
                {
                    Path.GetDirectoryName(file), configuration.Settings.StateDirectory, configuration.Service.Log.Directory,
                    configuration.Service.Backup.Directory,
                }
                .Concat(configuration.Settings.Modems.Select(modem => Path.GetDirectoryName(modem.PortOptions.LockFile)))
                .OfType<string>()
                .Where(Path.IsPathRooted)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? DotnetRoot()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var root = runtime.Parent?.Parent?.Parent?.FullName;
        return root is null || s_usualRoots.Contains(root) || !File.Exists(Path.Combine(root, "dotnet")) ? null : root;
    }
}
