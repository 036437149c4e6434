using System.Buffers;
using System.Globalization;
using System.Text;
using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

/// <summary>A dialogue and everything it said, as lines of text that can be compared.</summary>
internal sealed class Conversation : IAtDialogueSink
{
    private readonly ArrayBufferWriter<byte> _written = new();

    public AtDialogue Dialogue { get; } = new();

    /// <summary>Everything in order.</summary>
    public List<string> Events { get; } = [];

    public List<UnsolicitedCode> Unsolicited { get; } = [];

    public List<string> Strays { get; } = [];

    public List<AtResponse> Responses { get; } = [];

    /// <summary>What has been written to the modem.</summary>
    public string Written => Encoding.Latin1.GetString(_written.WrittenSpan);

    /// <summary>What has to be the same whatever unsolicited codes come between.</summary>
    public IEnumerable<string> Solicited => Events.Where(line => !line.StartsWith("unsolicited", StringComparison.Ordinal));

    public Conversation Begin(AtCommand command)
    {
        Dialogue.Begin(command, _written);
        return this;
    }

    public Conversation Receive(string wire)
    {
        Dialogue.Receive(Encoding.Latin1.GetBytes(wire), this);
        return this;
    }

    /// <summary>The bytes in pieces that end at the given places.</summary>
    public Conversation ReceiveCut(byte[] bytes, IEnumerable<int> ends)
    {
        var start = 0;
        foreach (var end in ends.Append(bytes.Length))
        {
            Dialogue.Receive(bytes.AsSpan(start, end - start), this);
            start = end;
        }

        return this;
    }

    public Conversation Abandon()
    {
        Dialogue.Abandon(_written, this);
        return this;
    }

    /// <summary>Runs a command to its end; what has come by then counts if the modem never ended it.</summary>
    public static AtResult<T> Answer<T>(AtCommand<T> command, string wire)
    {
        var conversation = new Conversation().Begin(command).Receive(wire);
        if (conversation.Dialogue.Phase != DialoguePhase.Idle) conversation.Abandon();
        return command.Interpret(Assert.Single(conversation.Responses));
    }

    public void OnPrompt(ReadOnlyMemory<byte> bodyWithCtrlZ)
    {
        _written.Write(bodyWithCtrlZ.Span);
        Events.Add("prompt");
    }

    public void OnUnsolicited(UnsolicitedCode code)
    {
        Unsolicited.Add(code);
        Events.Add($"unsolicited {code}");
    }

    public void OnCompleted(AtCommand command, AtResponse response)
    {
        Responses.Add(response);
        var (lines, final) = (string.Join(" | ", response.Lines), response.Final);
        Events.Add(string.Create(
            CultureInfo.InvariantCulture, $"{command.Text} {final.Kind} {final.Code} [{lines}] {response.BodyWritten}"));
    }

    public void OnStrayLine(string line)
    {
        Strays.Add(line);
        Events.Add($"stray {line}");
    }
}
