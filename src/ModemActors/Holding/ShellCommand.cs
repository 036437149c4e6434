using System.Diagnostics;

namespace ModemActors.Holding;

/// <summary>What became of a command of the configuration's.</summary>
/// <param name="Command">As configured.</param>
/// <param name="Failure">Why it counts as failed, with what it said last; null = it ended with 0.</param>
internal sealed record CommandOutcome(string Command, string? Failure);

/// <summary>Runs a command by the system's shell, for so long at most.</summary>
internal static class ShellCommand
{
    /// <summary>How long what the command said is waited for: a daemon that it started keeps its output open.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(200);

    private const int LongestSaying = 300;

    public static async Task<CommandOutcome> RunAsync(string command, IReadOnlyDictionary<string, string> environment, TimeSpan limit)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
            process.StandardInput.Close();
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var late = new CancellationTokenSource(limit);
            try
            {
                await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return new CommandOutcome(command, $"it was not done after {limit.TotalSeconds:0.#} s and was ended");
            }

            await Task.WhenAny(Task.WhenAll(said, complained), Task.Delay(s_lastWords)).ConfigureAwait(false);
            return new CommandOutcome(command, process.ExitCode == 0 ? null : $"it ended with {process.ExitCode}{LastWords(complained, said)}");
        }
        catch (Exception cause) when (cause is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            return new CommandOutcome(command, $"it cannot be run: {cause.Message}");
        }
    }

    private static string LastWords(params Task<string>[] outputs)
    {
        var words = outputs.Where(output => output.IsCompletedSuccessfully).Select(output => output.Result.Trim()).FirstOrDefault(text => text.Length > 0);
        if (words is null)
            return "";
        var last = words[(words.LastIndexOf('\n') + 1)..].Trim();
        return $": {(last.Length > LongestSaying ? last[..LongestSaying] : last)}";
    }
}
