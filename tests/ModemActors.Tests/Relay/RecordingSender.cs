using ModemActors.Relay;
using ModemActors.Storage.Journal;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Relay;

/// <summary>An attempt that a test saw.</summary>
internal sealed record Attempted(string EventId, string Type, string Text, int Number, DateTimeOffset At);

/// <summary>A receiver that answers as the test says.</summary>
internal sealed class RecordingSender(Activity activity, TimeProvider clock) : IEventSender
{
    public static readonly SendOutcome Taken = new(SendVerdict.Taken, 200);
    public static readonly SendOutcome Refused = new(SendVerdict.Refused, 500, "HTTP 500");
    public static readonly SendOutcome Unreached = new(SendVerdict.Unreachable, Error: "refused");

    private readonly Lock _lock = new();
    private readonly List<Attempted> _attempts = [];

    /// <summary>How it answers; a task that never ends = it hangs.</summary>
    public Func<Attempted, Task<SendOutcome>> Answers { get; set; } = _ => Task.FromResult(Taken);

    public int UnderWay { get; private set; }

    public int MostUnderWay { get; private set; }

    public IReadOnlyList<Attempted> Attempts
    {
        get
        {
            lock (_lock)
                return [.. _attempts];
        }
    }

    public IEnumerable<string> Texts => Attempts.Select(attempt => attempt.Text);

    public async Task<SendOutcome> SendAsync(JournalEvent happened, int attempt, CancellationToken cancellation)
    {
        var attempted = new Attempted(happened.EventId, happened.Type, happened.Message?.Content ?? happened.Data ?? "", attempt, clock.GetUtcNow());
        lock (_lock)
        {
            _attempts.Add(attempted);
            MostUnderWay = Math.Max(MostUnderWay, ++UnderWay);
        }

        activity.Note();
        try
        {
            return await Answers(attempted).WaitAsync(cancellation);
        }
        finally
        {
            lock (_lock)
                UnderWay--;
            activity.Note();
        }
    }

    public void Dispose()
    {
    }
}
