namespace ModemActors.Storage;

/// <summary>One row of <c>messages</c>. Times are UTC. Rows that other programs wrote with odd values are read as far as they make
/// sense.</summary>
public sealed record Message
{
    /// <summary>The key; never used twice.</summary>
    public required long Id { get; init; }

    /// <summary>The other side's number or alphanumeric name; empty if the row has none.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>The text; empty if the row has none.</summary>
    public required string Content { get; init; }

    /// <summary>When it was queued or received; whole seconds. The Unix epoch if the row's text is no time.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The state; <see cref="MessageStatus.Unknown"/> if another program wrote a word of its own.</summary>
    public required MessageStatus Status { get; init; }

    /// <summary>The <c>status</c> column as it stands; empty if NULL.</summary>
    public string StatusText { get; init; } = "";

    /// <summary>Whether it comes or goes.</summary>
    public required MessageDirection Direction { get; init; }

    /// <summary>The <c>direction</c> column as it stands; empty if NULL.</summary>
    public string DirectionText { get; init; } = "";

    /// <summary>The SIM slot while an inbound message still lies on the modem (the lowest one of several parts), else null.</summary>
    public int? ModemIndex { get; init; }

    /// <summary>Outbound: the only modem that may send it, null = any. Inbound: the modem that received it.</summary>
    public string? Modem { get; init; }

    /// <summary>Higher goes first; 0 is normal.</summary>
    public int Priority { get; init; }

    /// <summary>How often sending was begun since it was queued or last retried by hand.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it is in the state it is in, or why the last attempt failed; null if nothing went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>When the last part was accepted by the network; null if not yet.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Not sent before this time; null = at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent after this time, it becomes <see cref="MessageStatus.Expired"/>; null = never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the next attempt is due after a temporary failure; null if none failed.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Shown at once on the recipient's screen instead of being stored (message class 0, 3GPP TS 23.038 §4).</summary>
    public bool Flash { get; init; }

    /// <summary>Whether a delivery report is asked for; null = as the modem's settings say.</summary>
    public bool? DeliveryReport { get; init; }

    /// <summary>Whether duplicate detection lets it pass.</summary>
    public bool AllowDuplicate { get; init; }

    /// <summary>The caller's key against queueing twice; null if none was given.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How many parts it has; null while that is not decided (outbound) or not known (foreign row).</summary>
    public int? Parts { get; init; }

    /// <summary><c>gsm7</c>, <c>ucs2</c> or <c>8bit</c>; null while not decided or not known.</summary>
    public string? Encoding { get; init; }

    /// <summary>The modem that sends or sent it; null if none took it yet.</summary>
    public string? SentBy { get; init; }

    /// <summary>Inbound: the service centre's time stamp (3GPP TS 23.040 §9.2.3.11), in UTC; null if it has none that makes
    /// sense.</summary>
    public DateTimeOffset? ServiceCentreTimestamp { get; init; }

    /// <summary>Inbound: parts were still missing when the multipart timeout passed.</summary>
    public bool Incomplete { get; init; }

    /// <summary>What it is: <c>text</c>, or as <see cref="InboundText.Kind"/> says (<c>mms</c>, <c>wap</c>, <c>binary</c> …).</summary>
    public string Kind { get; init; } = "text";
}
