using System.Text;
using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Tests.Harness;

/// <summary>
/// A conversation without port, clock and actor: every line that is written is answered at once by <see cref="Answers"/>; where nothing is answered, the time
/// that was asked for is over.
/// </summary>
internal sealed class TransactionRun : IPortConversationHost
{
    private readonly Queue<byte[]> _written = new();
    private readonly PortConversation _conversation;
    private readonly Answers _answers;
    private TimeSpan? _wake;

    private TransactionRun(Answers answers)
    {
        _answers = answers;
        _conversation = new PortConversation(this, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
    }

    /// <summary>The lines written, without line ends; ^Z and ESC in words.</summary>
    public List<string> Said { get; } = [];

    /// <summary>How long it was waited in vain or on purpose.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public List<string> Strays { get; } = [];

    public bool IsDone { get; private set; }

    public PortFailure? Failure { get; private set; }

    public string? Reason { get; private set; }

    public static TransactionRun Of(PortTransaction transaction, Answers answers)
    {
        var run = new TransactionRun(answers);
        run._conversation.Begin(transaction);
        run.Drive();
        return run;
    }

    private void Drive()
    {
        for (var turns = 0; !IsDone && Failure is null; turns++)
        {
            Assert.True(turns < 10_000, "the transaction never ends");
            if (_written.TryDequeue(out var bytes))
            {
                Hear(Encoding.Latin1.GetString(bytes));
                continue;
            }

            Assert.NotNull(_wake);
            Waits.Add(_wake.Value);
            _wake = null;
            _conversation.TimeIsUp();
        }

        while (_written.TryDequeue(out var last))
            Hear(Encoding.Latin1.GetString(last));
    }

    private void Hear(string text)
    {
        var end = text.IndexOfAny(['\u001a', '\r']);
        if (text.StartsWith('\u001b') && end < 2)
        {
            Said.Add("ESC");
            if (end >= 0)
                Hear(text[(end + 1)..]);
            return;
        }

        if (text.Length == 0)
            return;
        var line = text[end] == '\u001a' ? text[..end] + "^Z" : text[..end];
        Said.Add(line);
        if (_answers(line) is { } answer)
            _conversation.Receive(Encoding.Latin1.GetBytes(answer == ">" ? "\r\n> " : Modems.Wire(answer)));
    }

    void IPortConversationHost.Write(ReadOnlyMemory<byte> bytes) => _written.Enqueue(bytes.ToArray());

    void IPortConversationHost.WakeAfter(TimeSpan time) => _wake = time;

    void IPortConversationHost.NeedNotWake() => _wake = null;

    void IPortConversationHost.OnDone(PortTransaction transaction) => IsDone = true;

    void IPortConversationHost.OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten) => (Failure, Reason) = (failure, reason);

    void IPortConversationHost.OnHeard(UnsolicitedCode code)
    {
    }

    void IPortConversationHost.OnStray(string line) => Strays.Add(line);
}
