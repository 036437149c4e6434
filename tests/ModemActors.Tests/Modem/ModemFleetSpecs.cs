using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Simulator;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

public sealed class ModemFleetSpecs : NodeKit
{
    private const string Three = "modems = [ { id = c, port = simulator }, { id = a, port = simulator }, { id = b, port = simulator } ]";

    [Fact]
    public void Modems_are_listed_in_the_order_of_the_configuration_from_the_beginning()
    {
        Begin(Three);

        Assert.Equal(["c", "a", "b"], Statuses().Select(status => status.Modem));
    }

    [Fact]
    public void A_modem_that_nobody_knows_is_refused_with_those_there_are()
    {
        Begin(Three);

        var refused = Wait(Node.Fleet.Ask<ModemRefused>(new RunAtCommand("../a", "AT"), TimeSpan.FromSeconds(20)));

        Assert.Contains("c, a, b", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_modems_nothing_is_on_its_way()
    {
        Begin("modems = []");

        Wait(Node.Fleet.Ask<SendingEnded>(EndSending.Instance, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void One_sick_modem_slows_nobody()
    {
        BeginReady(Three);
        Modem("a").Faults.Arm(Fault.HangUntil(ModemActors.Simulator.ResetLevel.Power));
        var begun = Clock.GetUtcNow();

        for (var i = 0; i < 20; i++)
            Queue($"text {i}");
        Node.Dispatcher.Tell(WorkQueued.Instance);
        Until(() => Air.Record.Count >= 19, TimeSpan.FromSeconds(10));

        Assert.InRange(Clock.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Until(() => Air.Record.Count == 20, TimeSpan.FromSeconds(20), what: "what the sick modem had in hand goes by another");
        Assert.DoesNotContain(Air.Record, message => message.Modem == "a");
    }

    [Fact]
    public void One_modem_that_is_missing_leaves_the_others_alone()
    {
        Modem("a").Unplug();
        Begin(Three);

        Until(() => Status("b").State == ModemState.Ready && Status("c").State == ModemState.Ready, TimeSpan.FromSeconds(5));

        Assert.Equal((ModemState.Closed, true), (Status("a").State, Status("a").Tried));
    }
}
