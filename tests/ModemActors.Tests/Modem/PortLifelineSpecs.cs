using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Tests.Harness;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Modem;

public sealed class PortLifelineSpecs
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);

    private readonly Queue<TaskCompletionSource<IModemPort>> _openings = new();
    private readonly List<CancellationToken> _lives = [];
    private readonly PortLifeline _lifeline;

    public PortLifelineSpecs() => _lifeline = new PortLifeline(life =>
    {
        var opening = new TaskCompletionSource<IModemPort>(TaskCreationOptions.RunContinuationsAsynchronously);
        _openings.Enqueue(opening);
        _lives.Add(life);
        return opening.Task;
    });

    [Fact]
    public async Task The_next_opening_waits_for_the_close_before()
    {
        var wedged = await Open();
        _lifeline.Close();

        var next = _lifeline.OpenAsync();
        await wedged.CloseBegan.WaitAsync(s_long);
        Assert.Empty(_openings);
        wedged.Closed.SetResult();

        while (_openings.Count == 0)
            await Task.Yield();
        _openings.Dequeue().SetResult(new Port());
        await next.WaitAsync(s_long);
    }

    [Fact]
    public async Task Closing_while_it_is_being_opened_gives_the_opening_up_and_closes_what_opens_late()
    {
        var opening = _lifeline.OpenAsync();
        _lifeline.Close();
        Assert.True(_lives[0].IsCancellationRequested);

        var late = new Port();
        _openings.Dequeue().SetResult(late);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(s_long));
        await late.CloseBegan.WaitAsync(s_long);
    }

    [Fact]
    public async Task An_opening_that_failed_makes_room_for_the_next()
    {
        var first = _lifeline.OpenAsync();
        _openings.Dequeue().SetException(new PortException(PortFault.NotFound, "gone"));
        await Assert.ThrowsAsync<PortException>(() => first.WaitAsync(s_long));

        Assert.NotNull(await Open());
    }

    [Fact]
    public async Task A_port_that_another_holds_is_waited_for_and_not_ours_meanwhile()
    {
        var modem = Given.Modem();
        var locator = new Locator();
        var opener = new ScriptedOpener(new Activity()) { Refusal = new PortException(PortFault.Busy, "held by voicebot (pid 4711)") };
        var lifeline = PortLifeline.For(modem, opener, locator, new PortCustody());

        await Assert.ThrowsAsync<PortException>(() => lifeline.OpenAsync().WaitAsync(s_long));
        Assert.Equal(["held /dev/ttyUSB2", "closed a"], locator.Heard);

        opener.Refusal = null;
        await lifeline.OpenAsync().WaitAsync(s_long);
        lifeline.Close();
        Assert.Equal("closed a", Assert.Single(locator.Heard.Skip(2)));
    }

    [Fact]
    public async Task A_close_that_failed_fails_one_opening_with_its_reason()
    {
        var port = await Open();
        _lifeline.Close();
        port.Closed.SetException(new IOException("device on fire"));

        var failed = await Assert.ThrowsAsync<IOException>(() => _lifeline.OpenAsync().WaitAsync(s_long));
        Assert.Equal("device on fire", failed.Message);
        Assert.NotNull(await Open());
    }

    [Fact]
    public async Task Only_one_opening_at_a_time()
    {
        await Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _lifeline.OpenAsync().WaitAsync(s_long));
    }

    [Fact]
    public void Failures_count_until_one_success()
    {
        _lifeline.Failed(PortFault.Lost);
        _lifeline.Failed(null);
        Assert.Equal((2, null), (_lifeline.Failures, _lifeline.LastFault));

        _lifeline.Succeeded();
        Assert.Equal(0, _lifeline.Failures);
    }

    private async Task<Port> Open()
    {
        var opening = _lifeline.OpenAsync();
        var port = new Port();
        while (_openings.Count == 0)
            await Task.Yield();
        _openings.Dequeue().SetResult(port);
        Assert.Same(port, await opening.WaitAsync(s_long));
        return port;
    }

    private sealed class Port : IModemPort
    {
        private readonly TaskCompletionSource _closeBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task CloseBegan => _closeBegan.Task;

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "port";

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => ValueTask.FromResult(0);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            _closeBegan.TrySetResult();
            return new ValueTask(Closed.Task);
        }
    }

    private sealed class Locator : IModemLocator
    {
        public List<string> Heard { get; } = [];

        public Task<PortAddress> LocateAsync(string modem, CancellationToken cancellationToken) => Task.FromResult<PortAddress>(new DevicePort("/dev/ttyUSB2"));

        public string? Objection(string modem, string? imei) => null;

        public void Settled(string modem, ModemIdentity identity, string portName) => Heard.Add($"settled {modem}");

        public void Held(string device) => Heard.Add($"held {device}");

        public void Closed(string modem) => Heard.Add($"closed {modem}");
    }
}
