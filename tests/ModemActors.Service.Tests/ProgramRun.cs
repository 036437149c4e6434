using System.Diagnostics;
using System.Text;

namespace ModemActors.Service.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Outcome(int Code, string Output, string Errors);

/// <summary>The real program in a directory of its own, without the configuration of whoever runs the tests.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ProgramRun(Process process) => _process = process;

    public static async Task<Outcome> ToEndAsync(string directory, string[] arguments, string input = "")
    {
        await using var run = Start(directory, arguments);
        await run._process.StandardInput.WriteAsync(input);
        run._process.StandardInput.Close();
        return await run.EndAsync();
    }

    public static ProgramRun Start(string directory, params string[] arguments) =>
        Start(directory, new Dictionary<string, string>(), arguments);

    /// <param name="settings">Environment variables.</param>
    public static ProgramRun Start(string directory, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ModemActors.Service.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MODEMACTORS", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var run = new ProgramRun(new Process { StartInfo = start });
        run._process.OutputDataReceived += (_, line) => Keep(run._output, line.Data);
        run._process.ErrorDataReceived += (_, line) => Keep(run._errors, line.Data);
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public Task HasPrintedAsync(string text) => Deadline.UntilAsync(
        () => _process.HasExited && !Output.Contains(text, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"ended without '{text}': {Output} {Read(_errors)}")
            : Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), text);

    /// <summary>Asks it to stop as Ctrl+C (INT) or a service's stop (TERM) do.</summary>
    public async Task<Outcome> StopAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<Outcome> EndAsync()
    {
        using var overdue = new CancellationTokenSource(Deadline.Generous);
        await _process.WaitForExitAsync(overdue.Token);
        return new Outcome(_process.ExitCode, Output, Read(_errors));
    }

    private static void Keep(StringBuilder kept, string? line)
    {
        lock (kept)
        {
            if (line is not null)
                kept.Append(line).Append('\n');
        }
    }

    private static string Read(StringBuilder kept)
    {
        lock (kept)
            return kept.ToString();
    }
}
