using System.Text;
using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class TranscriptSpecs
{
    private static readonly string[] Intruders =
    [
        "\r\n+CMTI: \"SM\",7\r\n",
        "\r\n^RSSI:3\r\n",
        "\r\nRING\r\n\r\n+CLIP: \"+15551234567\",145,,,,0\r\n",
        $"\r\n+CMT: ,{Transcripts.LengthOf(Transcripts.OtherPdu)}\r\n{Transcripts.OtherPdu}\r\n",
        $"\r\n+CDS: {Transcripts.LengthOf(Transcripts.Report)}\r\n{Transcripts.Report}\r\n",
        "\r\n+CUSD: 1,\"Menu\n1. Balance\n2. Top up\",15\r\n",
        "\0\0\xff",
    ];

    public static TheoryData<string> Names => Transcripts.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_answer_brings_what_is_expected(string name)
    {
        var (command, wire, events) = Transcripts.All[name];

        var conversation = new Conversation().Begin(command()).Receive(wire);

        Assert.Equal(events, conversation.Solicited);
        Assert.Equal(DialoguePhase.Idle, conversation.Dialogue.Phase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Answer_cut_anywhere_brings_the_same(string name)
    {
        var (command, wire, _) = Transcripts.All[name];
        var bytes = Encoding.Latin1.GetBytes(wire);
        var whole = new Conversation().Begin(command()).Receive(wire).Events;

        Assert.Equal(whole, new Conversation().Begin(command()).ReceiveCut(bytes, Enumerable.Range(1, bytes.Length)).Events);
        Assert.Equal(whole, new Conversation().Begin(command()).ReceiveCut(bytes, LineEnds(wire)).Events);
        for (var at = 0; at <= bytes.Length; at++)
            Assert.Equal(whole, new Conversation().Begin(command()).ReceiveCut(bytes, [at]).Events);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Other_line_ends_bring_the_same(string name)
    {
        var (command, wire, events) = Transcripts.All[name];

        foreach (var end in new[] { "\r\r\n", "\n", "\r" })
        {
            var conversation = new Conversation().Begin(command()).Receive(wire.Replace("\r\n", end, StringComparison.Ordinal));
            Assert.Equal(events, conversation.Solicited);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unsolicited_lines_between_bring_the_same_and_are_all_reported(string name)
    {
        var (command, wire, events) = Transcripts.All[name];
        var own = new Conversation().Begin(command()).Receive(wire).Unsolicited.Count;

        foreach (var intruder in Intruders)
        {
            var expected = own + new Conversation().Receive(intruder).Unsolicited.Count;
            foreach (var at in LineEnds(wire).Prepend(0))
            {
                var conversation = new Conversation().Begin(command()).Receive(wire.Insert(at, intruder));

                Assert.True(events.SequenceEqual(conversation.Solicited),
                    $"{intruder.Trim()} at {at}: {string.Join(" / ", conversation.Events)}");
                Assert.Equal(expected, conversation.Unsolicited.Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Echo_whole_or_in_pieces_brings_the_same(string name)
    {
        var (command, wire, events) = Transcripts.All[name];
        var text = command().Text;

        for (var lost = 0; lost <= text.Length - 2; lost++)
        {
            Assert.Equal(events, new Conversation().Begin(command()).Receive(text[lost..] + "\r" + wire).Solicited);
            Assert.Equal(events, new Conversation().Begin(command()).Receive(text[..^lost] + "\r" + wire).Solicited);
        }

        for (var at = 2; at <= text.Length - 2; at++)
        {
            var conversation = new Conversation().Begin(command()).Receive($"{text[..at]}\r\n+CMTI: \"SM\",7\r\n{text[at..]}\r{wire}");
            Assert.Equal(events, conversation.Solicited);
            Assert.Contains(new MessageStored("+CMTI: \"SM\",7", "SM", 7), conversation.Unsolicited);
        }
    }

    /// <summary>Behind every line end, and behind every prompt.</summary>
    private static IEnumerable<int> LineEnds(string wire)
    {
        for (var at = 1; at <= wire.Length; at++)
            if (wire[at - 1] == '\n' && !IsBehindTextHeader(wire, at)) yield return at;
    }

    /// <summary>Inside the text of text mode an empty line that an unsolicited code brings cannot be told from one of the text; modems
    /// write a text at once.</summary>
    private static bool IsBehindTextHeader(string wire, int at) =>
        wire[..at].Contains("\"REC READ\"", StringComparison.Ordinal) && wire[at..] is not ("OK\r\n" or "");
}
