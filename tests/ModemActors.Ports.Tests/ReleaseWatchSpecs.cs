using System.Threading.Channels;

namespace ModemActors.Ports.Tests;

public sealed class ReleaseWatchSpecs : IDisposable
{
    private readonly PseudoTerminal _modem = PseudoTerminal.Open();
    private readonly Channel<string> _released = Channel.CreateUnbounded<string>();
    private readonly ReleaseWatch _watch;

    public ReleaseWatchSpecs() => _watch = ReleaseWatch.TryStart(device => _released.Writer.TryWrite(device))!;

    public void Dispose()
    {
        _watch.Dispose();
        _modem.Dispose();
    }

    [Fact]
    public async Task The_end_of_a_holder_is_told_once()
    {
        using (await ForeignProcess.HoldAsync(_modem.SlavePath))
            _watch.Await(_modem.SlavePath);

        Assert.Equal(_modem.SlavePath, await _released.Reader.ReadAsync(Deadline.Token));

        // nobody asked again
        using (await ForeignProcess.HoldAsync(_modem.SlavePath))
            Assert.False(_released.Reader.TryRead(out _));
        _watch.Await(_modem.SlavePath);
        using (await ForeignProcess.HoldAsync(_modem.SlavePath))
            Assert.False(_released.Reader.TryRead(out _));
        Assert.Equal(_modem.SlavePath, await _released.Reader.ReadAsync(Deadline.Token));
    }

    [Fact]
    public void A_device_that_is_not_there_is_not_waited_for() => _watch.Await("/dev/ttyNone7");
}
