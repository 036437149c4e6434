using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ModemActors.Service.Verbs;

/// <summary>A command that has a port for a time, with the terminal's input and output.</summary>
internal static class LeasedCommand
{
    /// <summary>As timeout(1) says it.</summary>
    private const int Overrun = 124;

    /// <summary>Ctrl+C reaches the command too: it may end by itself first.</summary>
    private static readonly TimeSpan s_byItself = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to end when it is asked to.</summary>
    private static readonly TimeSpan s_tidyUp = TimeSpan.FromSeconds(5);

    /// <returns>Its exit code; 124 if its time was over before it ended.</returns>
    /// <exception cref="VerbException">It cannot be started.</exception>
    public static async Task<int> RunAsync(
        string[] command, string modem, string port, int baudRate, TimeSpan time, CancellationToken cancellation)
    {
        using var process = Start(command, modem, port, baudRate);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            var isInterrupted = cancellation.IsCancellationRequested;
            if (!isInterrupted)
                Screen.Remark($"the lease of {modem} is over after {time.TotalSeconds:0.#} s; {Path.GetFileName(command[0])} is ended.");
            await EndAsync(process, isInterrupted ? s_byItself : TimeSpan.Zero).ConfigureAwait(false);
            return isInterrupted ? process.ExitCode : Overrun;
        }
    }

    private static Process Start(string[] command, string modem, string port, int baudRate)
    {
        // no shell is between, but a plain $MODEM_PORT among the arguments is what people try first
        var start = new ProcessStartInfo(command[0], command.Skip(1).Select(argument => argument == "$MODEM_PORT" ? port : argument)) { UseShellExecute = false };
        start.Environment["MODEM_PORT"] = port;
        start.Environment["MODEM_ID"] = modem;
        start.Environment["MODEM_BAUD"] = baudRate.ToString(CultureInfo.InvariantCulture);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new VerbException($"{command[0]} cannot be run: {cause.Message}; the port is taken back.", cause);
        }
    }

    private static async Task EndAsync(Process process, TimeSpan byItself)
    {
        if (byItself > TimeSpan.Zero && await EndsAsync(process, byItself).ConfigureAwait(false))
            return;
        var family = OperatingSystem.IsLinux() ? ProcessFamily.Of(process.Id) : [];
        if (family.Count > 0)
        {
            await ProcessFamily.SignalAsync("TERM", family).ConfigureAwait(false);
            if (await EndsAsync(process, s_tidyUp).ConfigureAwait(false) && family.All(ProcessFamily.IsGone))
                return;
            await ProcessFamily.SignalAsync("KILL", family.Where(id => !ProcessFamily.IsGone(id))).ConfigureAwait(false);
        }

        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<bool> EndsAsync(Process process, TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
