using Akka.Actor;
using ModemActors.Ports;
using ModemActors.Tests.Harness;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Whereabouts;

/// <summary>Ports that are asked who is there, one after the other.</summary>
public sealed class WhereaboutsActorSpecs : StoreKit
{
    private readonly ScriptedOpener _opener;
    private readonly Rack _rack = new Rack().Configure("{ id = a, port = \"imei:867584030000018\" }");
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IActorRef _actor;

    public WhereaboutsActorSpecs()
    {
        _opener = new ScriptedOpener(Activity);
        _actor = Start(WhereaboutsActor.Create(_rack.Register, _opener, Store, _ready, false), "whereabouts");
        _rack.Plug("/dev/ttyUSB0", "1-1").Plug("/dev/ttyUSB1", "1-2").Plug("/dev/ttyUSB2", "1-3");
        Assert.True(SpinWait.SpinUntil(() => _ready.Task.IsCompleted, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Who_is_asked_is_asked_for_nothing_but_who_it_is_and_the_port_is_closed()
    {
        var answer = FindOut();
        Until(() => answer.IsCompleted);

        Assert.Equal(3, _opener.Ports.Count);
        Assert.All(_opener.Ports, port =>
        {
            Assert.Equal(["AT", "AT+CGSN"], port.Said.Where(line => line.StartsWith("AT", StringComparison.Ordinal)).Select(Plain).Distinct());
            Assert.True(port.IsClosed);
        });
        Assert.IsType<PortChoice.Open>(_rack.Choose("a"));
    }

    [Fact]
    public void Ports_are_asked_one_after_the_other_and_silent_ones_hold_nobody_up_for_long()
    {
        _opener.Answers = _ => null;
        var answer = FindOut();
        Pass(TimeSpan.FromSeconds(1.5));
        Assert.Single(_opener.Ports);

        Assert.InRange(Until(() => answer.IsCompleted), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8));
        Assert.All(_opener.Ports, port => Assert.True(port.IsClosed));
    }

    [Fact]
    public void What_is_plugged_in_meanwhile_cuts_the_search_short()
    {
        _opener.Answers = _ => null;
        var answer = FindOut();
        Pass(TimeSpan.FromSeconds(0.5));

        _actor.Tell(new UsbChange("add", "tty", "ttyUSB7"));

        Assert.InRange(Until(() => answer.IsCompleted), TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
        Assert.Single(_opener.Ports);
    }

    [Fact]
    public void A_port_that_hangs_while_it_is_being_opened_is_given_up()
    {
        var hanging = new HangingOpener();
        var actor = Start(WhereaboutsActor.Create(_rack.Register, hanging, Store, _ready, false), "hanging");
        var answer = actor.Ask<WhereaboutsProtocol.FoundOut>(Question(), TimeSpan.FromMinutes(1));

        Until(() => answer.IsCompleted);

        Assert.Equal(3, hanging.GivenUp);
    }

    [Fact]
    public void Without_the_record_the_service_starts_all_the_same()
    {
        Store.Fails = call => call == nameof(Store.ListModemIdentitiesAsync) ? new IOException("the disk is gone") : null;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Start(WhereaboutsActor.Create(_rack.Register, _opener, Store, ready, false), "forgetful");

        Until(() => ready.Task.IsCompleted);
    }

    private static string Plain(string line) => line.StartsWith("AT+", StringComparison.Ordinal) ? line : "AT";

    private WhereaboutsProtocol.FindOut Question() => new([.. _rack.Scan().Select(PortCandidate.Of)], new PortOptions());

    private Task<WhereaboutsProtocol.FoundOut> FindOut() => _actor.Ask<WhereaboutsProtocol.FoundOut>(Question(), TimeSpan.FromMinutes(1));

    private sealed class HangingOpener : IModemPortOpener
    {
        private int _givenUp;

        public int GivenUp => Volatile.Read(ref _givenUp);

        public bool Opens(PortAddress address) => true;

        public async Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
        {
            cancellationToken.Register(() => Interlocked.Increment(ref _givenUp));
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
