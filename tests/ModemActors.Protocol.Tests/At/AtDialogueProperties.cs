using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class AtDialogueProperties
{
    private static readonly Func<AtCommand>[] Commands =
    [
        () => new Attention(), () => new ReadManufacturer(), () => new ReadImei(), () => new ReadIccid(), () => new ReadModuleIdentity(),
        () => new ReadPinStatus(),
        () => new ReadSignalQuality(), () => new ReadRegistration(RegistrationDomain.Eps), () => new ReadOperator(), () => new ReadSmsc(),
        () => new ReadCharacterSet(),
        () => new ReadSmsService(), () => new ReadMessageFormat(), () => new TestNotification(), () => new ReadNotification(),
        () => new TestStorage(), () => new ReadStorage(),
        () => new SelectStorage("SM", "SM", "SM"), () => new ListMessages(MessageStat.All), () => new ReadMessage(1),
        () => new ListTextMessages(MessageStat.All),
        () => new ReadTextMessage(1), () => new SendPdu(23, "00AB"), () => new SendText("+1", "hi"), () => new WritePdu(23, "00AB"),
        () => new SendStored(1),
        () => new ReadFunctionality(), () => new ReadOwnNumbers(), () => new RawCommand("AT+CLAC"), () => new SendUssd("*100#"),
    ];

    /// <summary>What modems say, and what a line makes of it.</summary>
    private static readonly string[] Pieces =
    [
        "\r\n", "\r", "\n", "> ", ">", "\0", "\xff", "\x1a", "OK\r\n", "ERROR\r\n", "+CME ERROR: 14\r\n", "+CMS ERROR:", "RDY\r\n",
        "SMS DONE\r\n", "AT+", "AT+CMGS=23\r",
        "+CMTI: \"SM\",", "+CMT: ,23\r\n", "+CMT: \"+1\",,\"24/01/01,00:00:00+00\"\r\n", "+CDS: 25\r\n", "+CUSD: 1,\"", "\",15\r\n",
        "+CREG: 1\r\n", "+CREG: 2,1,\"", "+CPIN: READY\r\n",
        "+CSQ: 20,99\r\n", "+CMGL: 1,1,,23\r\n", "+CMGR: \"REC READ\",\"", "+CMGR: 0,,23 ", "+CPMS: \"SM\",3,30,", "+CPMS: ((",
        "+CNMI: (0-2147483647),(-5-", "+COPS: 0,0,\"",
        "+CSCA: \"", "004F004B", Transcripts.Pdu + "\r\n", "861536030196001\r\n", "^RSSI:3\r\n", "+CMGS: 12\r\n", "+CNUM: ,", "\"", ",",
        "(", ")", "hello", "é", "x",
    ];

    private static readonly Gen<string> Wire = Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        Gen.Choose(0, 255).ArrayOf().Select(bytes => string.Concat(bytes.Select(value => (char)value))));

    private static readonly Arbitrary<(int Command, string Wire, int[] Cuts, int Abandoned)> Runs =
        Gen.Choose(0, Commands.Length - 1).SelectMany(command => Wire.SelectMany(wire => Gen.Choose(0, wire.Length).ArrayOf().SelectMany(
            cuts => Gen.Choose(0, 3).Select(abandoned => (command, wire, cuts.Order().ToArray(), abandoned))))).ToArbitrary();

    private static readonly Arbitrary<(int Command, string[] Lines)> Answers =
        Gen.Choose(0, Commands.Length - 1).SelectMany(command => Wire.ArrayOf().Select(lines => (command, lines))).ToArbitrary();

    [Fact]
    public void No_bytes_throw_and_no_cut_changes_the_outcome() =>
        Prop.ForAll(Runs, run =>
            Play(run.Command, run.Wire, [], run.Abandoned).SequenceEqual(Play(run.Command, run.Wire, run.Cuts, run.Abandoned)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(40));

    [Fact]
    public void Interpreting_never_throws() =>
        Prop.ForAll(Runs, run =>
        {
            var conversation = new Conversation().Begin(Commands[run.Command]()).Receive(run.Wire);
            if (conversation.Dialogue.Phase != DialoguePhase.Idle) conversation.Abandon();
            return conversation.Responses.All(response => Interpreted(Commands[run.Command](), response) is not null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(40));

    [Fact]
    public void Interpreting_any_lines_never_throws() =>
        Prop.ForAll(Answers, run =>
        {
            var response = new AtResponse(run.Lines, new FinalResultCode(FinalKind.Ok, null, "OK")) { BodyWritten = true };
            return Interpreted(Commands[run.Command](), response) is not null;
        })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(20));

    private static List<string> Play(int command, string wire, int[] cuts, int abandoned)
    {
        var conversation = new Conversation().Begin(Commands[command]());
        // 1: abandoned before the bytes come, 2: behind them, otherwise never.
        if (abandoned == 1) conversation.Abandon().Begin(conversation.Dialogue.CreateResynchronise());
        conversation.ReceiveCut(Encoding.Latin1.GetBytes(wire), cuts);
        if (abandoned == 2 && conversation.Dialogue.Phase != DialoguePhase.Idle) conversation.Abandon();
        return conversation.Events;
    }

    private static object? Interpreted(AtCommand command, AtResponse response) =>
        command.GetType().GetMethod(nameof(Attention.Interpret), [typeof(AtResponse)])!.Invoke(command, [response]);
}
