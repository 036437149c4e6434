using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class AbandonSpecs
{
    private readonly Conversation _conversation = new();

    private AtDialogue Dialogue => _conversation.Dialogue;

    [Fact]
    public void Silence_completes_the_command_with_the_lines_so_far()
    {
        _conversation.Begin(new ReadModuleIdentity()).Receive("\r\nQuectel\r\nEC2").Abandon();

        Assert.Equal(["ATI Abandoned  [Quectel] False"], _conversation.Events);
        Assert.Equal(DialoguePhase.Idle, Dialogue.Phase);
        Assert.False(Dialogue.IsInStep);
        Assert.Equal("ATI\r", _conversation.Written);
    }

    [Fact]
    public void Prompt_that_did_not_come_is_escaped()
    {
        _conversation.Begin(new SendPdu(23, "00AB")).Abandon();

        Assert.Equal("AT+CMGS=23\r\x1b", _conversation.Written);
        Assert.Equal(["AT+CMGS=23 Abandoned  [] False"], _conversation.Events);
    }

    [Fact]
    public void Body_that_was_written_is_not_escaped()
    {
        _conversation.Begin(new SendPdu(23, "00AB")).Receive("\r\n> ").Abandon();

        Assert.Equal("AT+CMGS=23\r00AB\x1a", _conversation.Written);
        Assert.Equal(["prompt", "AT+CMGS=23 Abandoned  [] True"], _conversation.Events);
    }

    [Fact]
    public void Prompt_that_a_raw_command_opened_is_escaped()
    {
        _conversation.Begin(new RawCommand("AT+CMGS=23")).Receive("\r\n> ").Abandon();

        Assert.EndsWith("\x1b", _conversation.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_answers_are_stray_and_settle_nothing()
    {
        _conversation.Begin(new SendPdu(23, "00AB")).Receive("\r\n> ").Abandon().Receive("\r\n+CMGS: 12\r\n\r\nOK\r\n");

        Assert.Equal(["+CMGS: 12", "OK"], _conversation.Strays);
        Assert.False(Dialogue.IsInStep);
    }

    [Fact]
    public void Late_OK_is_not_taken_for_the_answer_to_resynchronising()
    {
        _conversation.Begin(new SendPdu(23, "00AB")).Receive("\r\n> ").Abandon();

        _conversation.Begin(Dialogue.CreateResynchronise()).Receive("\r\n+CMGS: 12\r\n\r\nOK\r\n\r\nERROR\r\n");
        Assert.Equal(DialoguePhase.AwaitingFinal, Dialogue.Phase);
        Assert.Equal(["+CMGS: 12", "OK", "ERROR"], _conversation.Strays);

        _conversation.Receive("\r\n+CMEE: 1\r\n\r\nOK\r\n");
        Assert.Equal("AT+CMEE? Ok  [+CMEE: 1] False", _conversation.Events[^1]);
        Assert.True(Dialogue.IsInStep);
    }

    [Fact]
    public void Resynchronising_leaves_edit_mode_first()
    {
        _conversation.Begin(new SendPdu(23, "00AB")).Abandon().Begin(Dialogue.CreateResynchronise());

        Assert.Equal("AT+CMGS=23\r\x1b" + "\x1b\rAT+CMEE?\r", _conversation.Written);
    }

    [Fact]
    public void Resynchronising_asks_what_no_abandoned_command_asked()
    {
        _conversation.Begin(new RawCommand("AT+CMEE?")).Abandon();
        var asked = new List<string>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var next = Dialogue.CreateResynchronise();
            asked.Add(next.Text);
            _conversation.Begin(next).Abandon();
        }

        Assert.Equal(["AT+CMGF?", "AT+CSCS?", "AT+CSMS?"], asked);
    }

    [Fact]
    public void Late_list_passes_through_resynchronising()
    {
        _conversation.Begin(new ListMessages(MessageStat.All)).Abandon().Begin(Dialogue.CreateResynchronise());

        _conversation.Receive($"\r\n+CMGL: 1,1,,23\r\n{Transcripts.Pdu}\r\n\r\nOK\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n");

        Assert.Equal(3, _conversation.Strays.Count);
        Assert.True(Dialogue.IsInStep);
    }

    [Fact]
    public void Restart_brings_dialogue_and_modem_into_step()
    {
        _conversation.Begin(new Attention()).Abandon().Receive("\r\nRDY\r\n");

        Assert.True(Dialogue.IsInStep);
        Assert.Equal(new ModemBooted("RDY", true), Assert.Single(_conversation.Unsolicited));
    }

    [Fact]
    public void Answer_without_final_code_counts_when_the_deadline_passes()
    {
        Assert.Equal(PinStatus.Ready, Conversation.Answer(new ReadPinStatus(), "\r\n+CPIN: READY\r\n").Value);
        Assert.Equal(12, Conversation.Answer(new SendPdu(23, "00AB"), "\r\n> \r\n+CMGS: 12\r\n").Value.MessageReference);
        Assert.False(Conversation.Answer(new ListMessages(MessageStat.All), $"\r\n+CMGL: 1,1,,23\r\n{Transcripts.Pdu}\r\n").IsOk);
    }

    [Fact]
    public void Firmware_without_final_code_ends_with_the_answer_if_the_profile_says_so()
    {
        _conversation.Begin(new ReadPinStatus { EndsWithAnswer = true }).Receive("\r\n+CPIN: READY\r\n");

        Assert.Equal(["AT+CPIN? Ok  [+CPIN: READY] False"], _conversation.Events);
        Assert.True(Dialogue.IsInStep);
    }

    [Fact]
    public void Prompt_may_be_assumed_for_firmware_that_sends_none()
    {
        _conversation.Begin(new SendPdu(23, "00AB"));

        Dialogue.AssumePrompt(_conversation);
        _conversation.Receive("\r\n+CMGS: 3\r\n\r\nOK\r\n");

        Assert.Equal(["prompt", "AT+CMGS=23 Ok  [+CMGS: 3] True"], _conversation.Events);
        Assert.Throws<InvalidOperationException>(() => Dialogue.AssumePrompt(_conversation));
    }

    [Fact]
    public void Second_command_is_refused_while_one_runs()
    {
        _conversation.Begin(new Attention());

        Assert.Throws<InvalidOperationException>(() => _conversation.Begin(new Attention()));
    }

    [Fact]
    public void Next_command_may_begin_from_inside_the_completion()
    {
        var chain = new Chain();
        chain.Dialogue.Begin(new Attention(), chain.Output);

        chain.Dialogue.Receive("\r\nOK\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n"u8, chain);

        Assert.Equal(["AT", "AT+CSQ"], chain.Completed);
    }

    private sealed class Chain : IAtDialogueSink
    {
        public AtDialogue Dialogue { get; } = new();

        public System.Buffers.ArrayBufferWriter<byte> Output { get; } = new();

        public List<string> Completed { get; } = [];

        public void OnPrompt(ReadOnlyMemory<byte> bodyWithCtrlZ) => Assert.Fail("no prompt");

        public void OnUnsolicited(UnsolicitedCode code) => Assert.Fail(code.Line);

        public void OnStrayLine(string line) => Assert.Fail(line);

        public void OnCompleted(AtCommand command, AtResponse response)
        {
            Completed.Add(command.Text);
            if (Completed.Count == 1) Dialogue.Begin(new ReadSignalQuality(), Output);
        }
    }
}
