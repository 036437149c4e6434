using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Modem;

public sealed class PortConversationSpecs
{
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void Commands_are_said_one_after_the_other_and_answered_in_their_steps()
    {
        var talk = new Talk(new ReadSignalQuality(), new ReadPinStatus());

        var run = TransactionRun.Of(talk, Modems.Usual);

        Assert.True(run.IsDone);
        Assert.Equal(["AT+CSQ", "AT+CPIN?"], run.Said);
        Assert.Equal(["+CSQ: 20,99"], talk.Asked[0].Response!.Lines);
        Assert.Empty(run.Waits);
    }

    [Fact]
    public void An_answer_that_says_no_is_data_and_the_next_command_follows()
    {
        var talk = new Talk(new ReadSignalQuality(), new ReadPinStatus());

        var run = TransactionRun.Of(talk, Modems.But(("AT+CSQ", "+CME ERROR: 14")));

        Assert.True(run.IsDone);
        Assert.Equal(FinalKind.CmeError, talk.Asked[0].Response!.Final.Kind);
        Assert.Equal(2, run.Said.Count);
    }

    [Fact]
    public void Silence_ends_the_transaction_at_the_command_s_deadline()
    {
        var run = TransactionRun.Of(new Talk(new ReadSignalQuality(), new ReadPinStatus()), Modems.But(("AT+CSQ", null)));

        Assert.Equal(PortFailure.NoAnswer, run.Failure);
        Assert.Contains("AT+CSQ", run.Reason, StringComparison.Ordinal);
        Assert.Equal(["AT+CSQ"], run.Said);
        Assert.Equal([TimeSpan.FromSeconds(5)], run.Waits);
    }

    [Fact]
    public void A_command_that_takes_long_by_itself_has_longer_than_the_usual_time()
    {
        var run = TransactionRun.Of(new Talk(new SelectStorage("SM")), _ => null);

        Assert.Equal([new SelectStorage("SM").Deadline], run.Waits);
    }

    [Fact]
    public void A_body_has_the_usual_time_for_its_prompt_and_the_network_s_time_from_then_on()
    {
        var run = TransactionRun.Of(new Talk(new SendPdu(2, "000100")), line => line.StartsWith("AT", StringComparison.Ordinal) ? ">" : null);

        Assert.Equal(["AT+CMGS=2", "000100^Z"], run.Said);
        Assert.Equal([TimeSpan.FromSeconds(60)], run.Waits);
        Assert.Equal(PortFailure.NoAnswer, run.Failure);
    }

    [Fact]
    public void A_prompt_that_never_comes_is_given_up_with_ESC_and_the_body_never_leaves()
    {
        var run = TransactionRun.Of(new Talk(new SendPdu(2, "000100")), _ => null);

        Assert.Equal([TimeSpan.FromSeconds(5)], run.Waits);
        Assert.Equal(["AT+CMGS=2", "ESC"], run.Said);
        Assert.Equal(PortFailure.NoAnswer, run.Failure);
    }

    [Fact]
    public void After_a_silence_that_was_allowed_modem_and_dialogue_are_brought_back_into_step_first()
    {
        var talk = new Talk(new ReadSignalQuality(), new ReadPinStatus()) { MaySayNothing = true };

        var run = TransactionRun.Of(talk, Modems.But(("AT+CSQ", null)));

        Assert.True(run.IsDone);
        Assert.Equal(["AT+CSQ", "ESC", "AT+CMEE?", "AT+CPIN?"], run.Said);
        Assert.Equal([TimeSpan.FromSeconds(5), s_silence], run.Waits);
        Assert.Equal(["+CPIN: READY"], talk.Asked[1].Response!.Lines);
    }

    [Fact]
    public void A_late_answer_is_taken_neither_for_the_question_between_nor_for_the_next_command()
    {
        var talk = new Talk(new ReadSignalQuality(), new SetEcho(false)) { MaySayNothing = true };

        var run = TransactionRun.Of(talk, Modems.But(("AT+CSQ", null), ("AT+CMEE?", "+CSQ: 7,99|OK|+CMEE: 1|OK"), ("ATE0", "ERROR")));

        Assert.True(run.IsDone);
        Assert.Equal(FinalKind.Error, talk.Asked[1].Response!.Final.Kind);
    }

    [Fact]
    public void A_modem_that_cannot_be_brought_back_into_step_is_silent()
    {
        var talk = new Talk(new ReadSignalQuality(), new ReadPinStatus()) { MaySayNothing = true };

        var run = TransactionRun.Of(talk, _ => null);

        Assert.Equal(PortFailure.NoAnswer, run.Failure);
        Assert.DoesNotContain("AT+CPIN?", run.Said);
        Assert.Equal(6, run.Said.Count(line => line == "ESC"));
    }

    [Fact]
    public void A_restart_in_mid_command_ends_the_transaction()
    {
        var run = TransactionRun.Of(new Talk(new ReadSignalQuality(), new ReadPinStatus()), Modems.But(("AT+CSQ", "RDY")));

        Assert.Equal(PortFailure.Rebooted, run.Failure);
        Assert.Equal(["AT+CSQ"], run.Said);
    }

    [Fact]
    public void One_at_a_time()
    {
        var host = new SilentHost();
        var conversation = new PortConversation(host, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        conversation.Begin(new Talk(new ReadSignalQuality()));

        Assert.Throws<InvalidOperationException>(() => conversation.Begin(new Talk(new ReadPinStatus())));
    }

    [Fact]
    public void What_is_not_answered_when_the_line_breaks_fails_and_tells_whether_the_body_was_out()
    {
        var host = new SilentHost();
        var conversation = new PortConversation(host, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        conversation.Begin(new Talk(new SendPdu(2, "000100")));
        conversation.Receive("\r\n> "u8);

        conversation.Break(PortFailure.PortLost, "gone");

        Assert.Equal((PortFailure.PortLost, "gone", true), host.Failed);
        Assert.True(conversation.IsIdle);
    }

    private sealed class Talk(params AtCommand[] commands) : PortTransaction
    {
        public bool MaySayNothing { get; init; }

        public List<Step> Asked { get; } = [];

        public override string Purpose => "talk";

        public override TransactionPriority Priority => TransactionPriority.Control;

        public override IEnumerable<TransactionStep> Steps()
        {
            foreach (var command in commands)
            {
                var step = new Step(command) { MaySayNothing = MaySayNothing };
                Asked.Add(step);
                yield return step;
            }
        }

        public sealed class Step(AtCommand command) : CommandStep(command);
    }

    private sealed class SilentHost : IPortConversationHost
    {
        public (PortFailure, string, bool)? Failed { get; private set; }

        public void Write(ReadOnlyMemory<byte> bytes)
        {
        }

        public void WakeAfter(TimeSpan time)
        {
        }

        public void NeedNotWake()
        {
        }

        public void OnDone(PortTransaction transaction)
        {
        }

        public void OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten) => Failed = (failure, reason, bodyWritten);

        public void OnHeard(UnsolicitedCode code)
        {
        }

        public void OnStray(string line)
        {
        }
    }
}
