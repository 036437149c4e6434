using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ModemActors.Settings;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>
/// Runs a program for an event: what happened is in its environment and, as JSON, on its standard input; no shell ever reads it. Exit code 0 = taken. A
/// program that takes too long is killed with all that it started.
/// </summary>
internal sealed class ExecSender(ExecSettings exec) : IEventSender
{
    private const int MostKept = 4_096;

    /// <summary>What the program started and left behind may hold its output open; nobody waits for that.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(500);

    public async Task<SendOutcome> SendAsync(JournalEvent happened, int attempt, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Start(happened, attempt);
        }
        catch (Exception cause) when (cause is Win32Exception or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return new SendOutcome(SendVerdict.Unreachable, Error: $"{exec.Command[0]} cannot be started: {cause.Message}");
        }

        using (process)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        using (var abandoned = new CancellationTokenSource())
        {
            limit.CancelAfter(exec.Timeout);
            var output = new BoundedText(MostKept);
            var streams = Task.WhenAll(
                FeedAsync(process, EventJson.Envelope(happened, named: true), abandoned.Token),
                KeepAsync(process.StandardOutput, output, abandoned.Token),
                KeepAsync(process.StandardError, output, abandoned.Token));
            var inTime = await EndsAsync(process, limit.Token).ConfigureAwait(false);
            await Task.WhenAny(streams, Task.Delay(s_lastWords, CancellationToken.None)).ConfigureAwait(false);
            await abandoned.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var said = output.ToString() is { Length: > 0 } text ? text : null;
            return !inTime
                ? new SendOutcome(SendVerdict.Refused, Error: $"killed after {exec.Timeout.TotalSeconds:0.#} s", Output: said)
                : process.ExitCode == 0
                ? new SendOutcome(SendVerdict.Taken, 0, Output: said)
                : new SendOutcome(SendVerdict.Refused, process.ExitCode, $"exit code {process.ExitCode}", said);
        }
    }

    public void Dispose()
    {
    }

    private Process Start(JournalEvent happened, int attempt)
    {
        var start = new ProcessStartInfo(exec.Command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in exec.Command.Skip(1))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in ExecEnvironment.Of(happened, attempt))
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("no process began");
    }

    private static async Task<bool> EndsAsync(Process process, CancellationToken limit)
    {
        try
        {
            await process.WaitForExitAsync(limit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return !IsKilled(process);
        }
    }

    private static bool IsKilled(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            return true;
        }
        catch (Exception cause) when (cause is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It ended by itself at the last moment, or some of what it started is not ours to kill.
            return !process.HasExited;
        }
    }

    /// <summary>False: it did not read everything. It need not, for everything is in its environment, too; how it ends says whether it was content.</summary>
    private static async Task<bool> FeedAsync(Process process, byte[] body, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(body, cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
            return true;
        }
        catch (Exception cause) when (cause is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static async Task KeepAsync(StreamReader reader, BoundedText kept, CancellationToken cancellation)
    {
        var buffer = new char[1_024];
        try
        {
            while (await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
                kept.Add(buffer.AsSpan(0, count));
        }
        catch (Exception cause) when (cause is IOException or OperationCanceledException or ObjectDisposedException)
        {
            kept.Add("…");
        }
    }

    /// <summary>The beginning of a text that may be endless.</summary>
    private sealed class BoundedText(int most)
    {
        private readonly StringBuilder _text = new();

        public void Add(ReadOnlySpan<char> more)
        {
            lock (_text)
                _text.Append(more[..Math.Min(more.Length, most - _text.Length)]);
        }

        public override string ToString()
        {
            lock (_text)
                return _text.ToString();
        }
    }
}
