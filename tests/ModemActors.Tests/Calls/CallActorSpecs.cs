using ModemActors.Messages;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Calls;

public sealed class CallActorSpecs : NodeKit
{
    [Fact]
    public void Call_is_told_once_with_its_number_and_missed_when_it_ends()
    {
        BeginReady();
        Pass(TimeSpan.FromSeconds(1));

        Modem().Ring("+15551112222");
        Until(() => Events<CallIncoming>().Count == 1);
        Pass(TimeSpan.FromSeconds(10));
        Modem().StopRinging();
        Until(() => Events<CallMissed>().Count == 1, TimeSpan.FromSeconds(2));

        Assert.Equal(new CallIncoming("a", "+15551112222"), Assert.Single(Events<CallIncoming>()));
        Assert.Equal("+15551112222", Events<CallMissed>()[0].PhoneNumber);
        Assert.InRange(Events<CallMissed>()[0].Rang, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public void Modem_that_falls_silent_while_it_rings_ends_the_call()
    {
        BeginReady();
        Pass(TimeSpan.FromSeconds(1));
        Modem().Ring("+15551112222");
        Until(() => Events<CallIncoming>().Count == 1);

        Modem().Unplug();

        Until(() => Events<CallMissed>().Count == 1, TimeSpan.FromSeconds(15));
    }
}
