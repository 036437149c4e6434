using System.Collections.Concurrent;

namespace ModemActors.Ports.Tests;

public sealed class PortAccessSpecs : IDisposable
{
    private readonly PseudoTerminal _modem = PseudoTerminal.Open();
    private readonly Log _log = new();

    public void Dispose() => _modem.Dispose();

    [Fact]
    public async Task Taking_and_giving_back_a_port_are_on_record_with_purpose_and_process()
    {
        var port = await OpenAsync();
        Assert.Equal([(PortAccessStep.Taken, _modem.SlavePath, "sales")], _log.Entries.Select(entry => (entry.Step, entry.Port, entry.Purpose)));

        await port.DisposeAsync();

        var released = _log.Entries.Last();
        Assert.Equal((PortAccessStep.Released, Environment.ProcessId), (released.Step, released.Process.ProcessId));
        Assert.StartsWith($"{PortHolder.Self} gave {_modem.SlavePath} back for sales after ", released.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_on_record_with_the_holder()
    {
        using var holder = await ForeignProcess.HoldAsync(_modem.SlavePath);

        await Assert.ThrowsAsync<PortException>(OpenAsync);

        var refused = Assert.Single(_log.Entries);
        Assert.Equal(PortAccessStep.Refused, refused.Step);
        Assert.Contains($"(pid {holder.Id})", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_in_vain_for_a_device_is_not()
    {
        await Assert.ThrowsAsync<PortException>(
            () => new SerialPortOpener(_log).OpenAsync(new DevicePort("/dev/ttyNone7"), new PortOptions(), Deadline.Token));

        Assert.Empty(_log.Entries);
    }

    private Task<IModemPort> OpenAsync() =>
        new SerialPortOpener(_log).OpenAsync(new DevicePort(_modem.SlavePath), new PortOptions { Purpose = "sales" }, Deadline.Token);

    private sealed class Log : IPortAccessLog
    {
        public ConcurrentQueue<PortAccess> Entries { get; } = new();

        public void Write(PortAccess access) => Entries.Enqueue(access);
    }
}
