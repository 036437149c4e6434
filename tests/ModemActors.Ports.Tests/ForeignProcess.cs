using System.Diagnostics;

namespace ModemActors.Ports.Tests;

/// <summary>Another process that has a device open until it is told to end.</summary>
internal sealed class ForeignProcess : IDisposable
{
    private readonly Process _process;

    private ForeignProcess(Process process) => (_process, Id) = (process, process.Id);

    public int Id { get; }

    public static async Task<ForeignProcess> HoldAsync(string device)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec 3<>\"$0\"; echo open; read end");
        start.ArgumentList.Add(device);
        var process = new ForeignProcess(Process.Start(start)!);
        Assert.Equal("open", await process._process.StandardOutput.ReadLineAsync(Deadline.Token));
        return process;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(Deadline.Limit);
        _process.Dispose();
    }
}
