using System.Diagnostics.Metrics;
using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Telemetry;

namespace ModemActors.Tests.Telemetry;

/// <summary>What happens is counted, and what is known of modems can be observed.</summary>
public sealed class TelemetrySpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];
    private readonly MeterListener _listener = new();

    public TelemetrySpecs()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ModemActorsMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public void Events_are_counted_by_state_level_and_modem()
    {
        Begin();
        Assert.Contains(("modemactors.message.transitions", 0, "status=sent"), Measured());

        Sys.EventStream.Publish(new MessageSent(7, "t1", 1));
        Sys.EventStream.Publish(new MessageReported(7, "t1", Delivered: false, "no"));
        Sys.EventStream.Publish(new ModemRecovering("t1", "radio", "silent"));
        Sys.EventStream.Publish(new ModemQuarantined("t1", "hopeless", DateTimeOffset.UnixEpoch));
        Sys.EventStream.Publish(new ModemDegraded("t1", ModemState.Unresponsive, "silent"));

        AwaitAssert(() => Assert.Contains(("modemactors.errors", 1, "modem=t1 kind=modem_unresponsive"), Measured()));
        Assert.Contains(("modemactors.message.transitions", 1, "status=sent"), Measured());
        Assert.Contains(("modemactors.message.transitions", 1, "status=undelivered"), Measured());
        Assert.Contains(("modemactors.modem.resets", 1, "modem=t1 level=radio"), Measured());
        Assert.Contains(("modemactors.modem.quarantines", 1, "modem=t1"), Measured());
    }

    [Fact]
    public void Modem_is_observed_as_long_as_its_system_lives()
    {
        var actor = Begin();
        Sys.EventStream.Publish(new ModemStatusChanged(new ModemStatus
        {
            Modem = "t2",
            Port = "/dev/t2",
            OpenedPort = "/dev/t2",
            State = ModemState.Degraded,
            Registration = "Denied",
            SignalDbm = -91,
            StorageTotal = 20,
        }));

        AwaitAssert(() => Assert.Contains(("modemactors.modem.signal", -91, "modem=t2"), Observed()));
        var observed = Observed();
        Assert.Contains(("modemactors.modem.registered", 0, "modem=t2"), observed);
        Assert.Contains(("modemactors.modem.state", 1, "modem=t2 state=degraded"), observed);
        Assert.Contains(("modemactors.modem.state", 0, "modem=t2 state=ready"), observed);
        Assert.Contains(("modemactors.modem.storage.slots", 20, "modem=t2"), observed);
        Assert.DoesNotContain(observed, each => each.Instrument == "modemactors.modem.storage.used" && each.Tags == "modem=t2");

        Sys.Stop(actor);
        AwaitAssert(() => Assert.DoesNotContain(Observed(), each => each.Tags.Contains("t2", StringComparison.Ordinal)));
    }

    protected override void AfterAll()
    {
        _listener.Dispose();
        base.AfterAll();
    }

    /// <summary>The meter is everybody's: that something is measured does not mean that this actor listens yet. Its answer does.</summary>
    private IActorRef Begin()
    {
        var actor = Sys.ActorOf(TelemetryActor.Create());
        actor.Tell(new Identify("begun"), TestActor);
        ExpectMsg<ActorIdentity>();
        return actor;
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_measured)
            _measured.Add((instrument.Name, value, text));
    }

    private List<(string Instrument, double Value, string Tags)> Measured()
    {
        lock (_measured)
            return [.. _measured];
    }

    private List<(string Instrument, double Value, string Tags)> Observed()
    {
        lock (_measured)
            _measured.Clear();
        _listener.RecordObservableInstruments();
        return Measured();
    }
}
