using System.Diagnostics;
using System.Text;

namespace ModemActors.Service.Upkeep;

/// <summary>A command of the configuration's, run by the shell. What it needs to know is in environment variables, never in its
/// text.</summary>
internal static class ShellCommand
{
    /// <summary>What is kept of its output.</summary>
    private const int MostOutput = 4000;

    /// <summary>Runs it to its end. Null = it went well; else what was wrong, in one line.</summary>
    public static async Task<string?> RunAsync(
        string command, IReadOnlyDictionary<string, string> variables, TimeSpan limit, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(command, variables) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            return $"'{command}' cannot be started: {cause.Message}";
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? null : $"'{command}' ended with {process.ExitCode}{Said(output)}";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"'{command}' did not end within {limit.TotalSeconds:0} s and was stopped{Said(output)}";
        }
    }

    private static ProcessStartInfo Start(string command, IReadOnlyDictionary<string, string> variables)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(Environment.GetEnvironmentVariable("ComSpec") ?? "cmd.exe", ["/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    private static void Keep(StringBuilder output, string? line)
    {
        lock (output)
        {
            if (line is not null && output.Length < MostOutput)
                output.Append(output.Length > 0 ? " / " : "").Append(line.Trim());
        }
    }

    private static string Said(StringBuilder output)
    {
        lock (output)
            return output.Length == 0 ? "" : $": {output}";
    }
}
