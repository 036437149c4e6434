namespace ModemActors.Storage;

/// <summary>Which messages to list, newest (highest id) first. Null = no restriction.</summary>
public sealed record MessageQuery
{
    /// <summary>Only this direction.</summary>
    public MessageDirection? Direction { get; init; }

    /// <summary>Only this state, as it stands in the database.</summary>
    public string? Status { get; init; }

    /// <summary>Only this number, exactly.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Only what this modem received, sends or sent, or is bound to it.</summary>
    public string? Modem { get; init; }

    /// <summary>Not older than.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Older than.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Text that stands in content or number; upper and lower case of ASCII letters are the same.</summary>
    public string? Search { get; init; }

    /// <summary>How many at most, 1 to 10,000.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only older ones than this id: the <see cref="MessagePage.NextBefore"/> of the page before.</summary>
    public long? BeforeId { get; init; }
}

/// <summary>A page of messages.</summary>
/// <param name="Messages">The messages, newest first.</param>
/// <param name="NextBefore">Where the next page begins; null = this is the last one.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, long? NextBefore);

/// <summary>How many messages are in one state.</summary>
/// <param name="Direction">As it stands in the database.</param>
/// <param name="Status">As it stands in the database.</param>
/// <param name="Count">How many.</param>
public sealed record StatusCount(string Direction, string Status, long Count);

/// <summary>The store in numbers.</summary>
/// <param name="Counts">By direction and status.</param>
/// <param name="OldestQueuedAge">How long the oldest queued message waits; null = none waits.</param>
/// <param name="IncompleteParts">Parts of inbound messages that wait for others.</param>
/// <param name="Quarantined">PDUs in quarantine.</param>
/// <param name="UnmatchedReports">Delivery reports that belong to no message on record.</param>
public sealed record StoreStatistics(
    IReadOnlyList<StatusCount> Counts,
    TimeSpan? OldestQueuedAge,
    long IncompleteParts,
    long Quarantined,
    long UnmatchedReports)
{
    /// <summary>How many messages are in this state.</summary>
    public long Count(MessageDirection direction, MessageStatus status) =>
        Counts.Where(count => count.Direction == direction.ToText() && count.Status == status.ToText()).Sum(count => count.Count);
}

/// <summary>What became of an act on one message.</summary>
/// <param name="Id">The message.</param>
/// <param name="Done">Whether it is in the state that was asked for.</param>
/// <param name="Reason">Why not, or that it was so before; null if it was done now.</param>
public sealed record TransitionOutcome(long Id, bool Done, string? Reason);

/// <summary>Whether the store can do its work.</summary>
/// <param name="Healthy">A durable write went through just now.</param>
/// <param name="Problem">What is wrong and what to do; null if healthy.</param>
/// <param name="File">The database file, full path.</param>
/// <param name="SizeBytes">Its size with its log.</param>
/// <param name="FreeBytes">What is left on its disk; null if not known.</param>
public sealed record StoreHealth(bool Healthy, string? Problem, string File, long SizeBytes, long? FreeBytes);
