using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;
using ModemActors.Tests.Harness;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Whereabouts;

/// <summary>A whole node whose modems move about.</summary>
public sealed class WhereaboutsSpecs : NodeKit
{
    private const string TwoNames = "modems = [ { id = a, port = /dev/ttyUSB0 }, { id = b, port = /dev/ttyUSB1 } ]";

    private readonly Rack _rack = new();
    private readonly RackOpener _opener;
    private readonly SimulatedModem _first;
    private readonly SimulatedModem _second;

    public WhereaboutsSpecs()
    {
        _opener = new RackOpener(Activity);
        (_first, _second) = (NewModem(1), NewModem(2));
    }

    internal override ModemActorsNode Launch(ModemActorsSettings settings, IModemPortOpener opener)
    {
        var node = ModemActorsNode.Start(Sys, settings, opener, Store, Clock, _rack);
        Watch(Sys.ActorSelection("/user/whereabouts"));
        return node;
    }

    [Fact]
    public void Modems_that_swapped_names_send_what_is_theirs()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB0", "1-2", _second);
        Plug("/dev/ttyUSB1", "1-1", _first);

        AllReady();

        Assert.Equal("modem1", SenderOf("a", "by a"));
        Assert.Equal("modem2", SenderOf("b", "by b"));
        Assert.Empty(Events<ModemReplaced>());
    }

    [Fact]
    public void Modems_that_swapped_sockets_send_what_is_theirs()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB0", "1-1", _second);
        Plug("/dev/ttyUSB1", "1-2", _first);

        AllReady();

        Assert.Equal("modem1", SenderOf("a", "by a"));
        Assert.Equal("modem2", SenderOf("b", "by b"));
    }

    [Fact]
    public void A_message_waits_rather_than_go_out_by_a_stranger_at_the_modems_place()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB0", "1-1", NewModem(9));
        Plug("/dev/ttyUSB1", "1-2", _second);
        var waiting = Queue("for a alone", but: message => message with { Modem = "a" });
        Node.Dispatcher.Tell(WorkQueued.Instance);
        Until(() => Status("a").LastError?.Contains("it is looked for", StringComparison.Ordinal) == true || Status("a").LastError?.Contains("is not there", StringComparison.Ordinal) == true);

        Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(Storage.MessageStatus.Queued, Message(waiting).Status);

        // it was only slow to come back, and elsewhere
        Plug("/dev/ttyUSB2", "1-3", _first);
        Until(() => Message(waiting).Status == Storage.MessageStatus.Sent);
        Assert.Equal("modem1", Assert.Single(Air.Record).Modem);
    }

    [Fact]
    public void A_stranger_whose_place_it_is_for_30_s_is_taken_and_the_world_is_told()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB0", "1-1", NewModem(9));
        Plug("/dev/ttyUSB1", "1-2", _second);

        var passed = Until(() => Events<ModemReplaced>().Count == 1, TimeSpan.FromMinutes(2));

        Assert.InRange(passed, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(60));
        Assert.Equal(("a", _first.Options.Imei), (Events<ModemReplaced>()[0].Modem, Events<ModemReplaced>()[0].Before));
        Until(() => Status("a").State == ModemState.Ready);
    }

    [Fact]
    public void A_modem_known_by_its_IMEI_is_found_and_the_others_are_not_asked_again()
    {
        Plug("/dev/ttyUSB0", "1-1", NewModem(8));
        Plug("/dev/ttyUSB1", "1-2", _second);
        Plug("/dev/ttyUSB2", "1-3", _first);
        Begin($"modems = [ {{ id = a, port = \"imei:{_first.Options.Imei}\" }} ]", _opener);

        Until(() => Status("a").State == ModemState.Ready);

        Assert.Equal("modem1", SenderOf("a", "by a"));
        Assert.Equal(1, _opener.Opened.Count(device => device == "/dev/ttyUSB0"));
        Assert.Equal(1, _opener.Opened.Count(device => device == "/dev/ttyUSB1"));
    }

    [Fact]
    public void What_was_learned_outlives_the_service()
    {
        BeginTwo();
        Until(() => Wait(Store.ListModemIdentitiesAsync()).Count == 2);

        var a = Wait(Store.ListModemIdentitiesAsync())[0];

        Assert.Equal(
            ("a", "/dev/ttyUSB0", _first.Options.Imei, _first.Options.Iccid, "1-1", 2, "1e0e:9001"),
            (a.Modem, a.Port, a.Imei!, a.Iccid!, a.UsbPath!, a.UsbInterface!.Value, a.UsbProduct!));
    }

    [Fact]
    public void Another_SIM_in_the_same_modem_is_told()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB0", "1-1", NewModem(1, options => options with { Id = "same", Number = "+15550000077", Iccid = "8900101000000099999" }));
        Plug("/dev/ttyUSB1", "1-2", _second);

        Until(() => Events<SimChanged>().Count == 1);

        Assert.Equal(new SimChanged("a", _first.Options.Iccid, "8900101000000099999"), Events<SimChanged>()[0]);
    }

    [Fact]
    public void A_device_that_comes_back_is_opened_as_soon_as_that_is_heard()
    {
        BeginTwo();
        Unplug();
        Plug("/dev/ttyUSB1", "1-2", _second);
        Pass(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        Plug("/dev/ttyUSB0", "1-1", _first);

        Sys.EventStream.Publish(WhereaboutsProtocol.LookAgain.Instance);

        Assert.InRange(Until(() => Status("a").State == ModemState.Ready, step: TimeSpan.FromMilliseconds(20)), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    private void BeginTwo()
    {
        Plug("/dev/ttyUSB0", "1-1", _first);
        Plug("/dev/ttyUSB1", "1-2", _second);
        Begin(TwoNames, _opener);
        AllReady();
    }

    private void AllReady() => Until(() => Statuses().All(status => status.State == ModemState.Ready), what: "every modem is ready");

    private void Plug(string device, string socket, SimulatedModem modem)
    {
        modem.Plug();
        _opener.Put(device, modem);
        _rack.Plug(device, socket);
    }

    /// <summary>The hub loses its power.</summary>
    private void Unplug()
    {
        _rack.UnplugAll();
        foreach (var device in (string[])["/dev/ttyUSB0", "/dev/ttyUSB1"])
            _opener.Take(device);
        _first.HangUp();
        _second.HangUp();
        Until(() => Statuses().All(status => status.State == ModemState.Closed), what: "the loss is noticed");
    }

    private string SenderOf(string modem, string text)
    {
        var id = Queue(text, but: message => message with { Modem = modem });
        Node.Dispatcher.Tell(WorkQueued.Instance);
        Until(() => Message(id).Status == Storage.MessageStatus.Sent);
        return Assert.Single(Air.Record, message => message.Text == text).Modem;
    }

    private SimulatedModem NewModem(int ordinal, Func<SimulatedModemOptions, SimulatedModemOptions>? but = null)
    {
        var options = SimulatedModemOptions.Numbered(ordinal) with { SimLatency = TimeSpan.Zero };
        return new SimulatedModem(but?.Invoke(options) ?? options, Air);
    }
}
