using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Tests.Harness;
using ModemActors.Ussd;

namespace ModemActors.Tests.Ussd;

public sealed class UssdActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Answer_of_the_network_goes_to_who_asked_also_before_the_modems_ok()
    {
        var ussd = Sys.ActorOf(UssdActor.Create(Given.Modem(), TestActor));
        var asker = CreateTestProbe();
        ussd.Tell(new RunUssd("a", "*100#"), asker.Ref);
        var run = ExpectMsg<PortProtocol.Run>();

        ussd.Tell(new UssdReceived("+CUSD: 1,\"1: more\",15", 1, "1: more", 15));
        asker.ExpectMsg(new UssdAnswered("a", "1: more", true));
        ussd.Tell(new PortProtocol.Done(run.Transaction));

        ussd.Tell(new RunUssd("a", "1"), asker.Ref);
        ExpectMsg<PortProtocol.Run>();
        ussd.Tell(new UssdReceived("+CUSD: 4", 4, null, null));
        Assert.Contains("does not know", asker.ExpectMsg<ModemRefused>().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_at_a_time_and_none_that_is_no_code()
    {
        var ussd = Sys.ActorOf(UssdActor.Create(Given.Modem(), TestActor));
        var asker = CreateTestProbe();
        ussd.Tell(new RunUssd("a", "*100#\",15;+CMGD=1"), asker.Ref);
        Assert.Contains("0-9 * # +", asker.ExpectMsg<ModemRefused>().Text, StringComparison.Ordinal);
        ExpectNoMsg(s_soon);

        ussd.Tell(new RunUssd("a", "*100#"), asker.Ref);
        ExpectMsg<PortProtocol.Run>();
        ussd.Tell(new RunUssd("a", "*101#"), asker.Ref);
        Assert.Contains("under way", asker.ExpectMsg<ModemRefused>().Text, StringComparison.Ordinal);
        ussd.Tell(new PortProtocol.Unavailable(PortFailure.PortLost, "gone"));
        Assert.Equal("gone", asker.ExpectMsg<ModemRefused>().Text);
        ussd.Tell(new RunUssd("a", "*102#"), asker.Ref);
        ExpectMsg<PortProtocol.Run>();
    }

    [Theory]
    [InlineData("Balance: 12", 15, false, "Balance: 12")]
    [InlineData("12345678", 15, false, "12345678")]
    [InlineData("00480069", 72, false, "Hi")]
    [InlineData("00480069", 0x11, false, "Hi")]
    [InlineData("00480069", null, true, "Hi")]
    [InlineData("0048006", 72, false, "0048006")]
    [InlineData("", 72, false, "")]
    public void Text_is_readable(string text, int? dcs, bool isUcs2Line, string readable) =>
        Assert.Equal(readable, UssdText.Decode(text, dcs, isUcs2Line));
}
