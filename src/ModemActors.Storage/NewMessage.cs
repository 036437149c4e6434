namespace ModemActors.Storage;

/// <summary>A message to be queued. The meaning of each member is that of <see cref="Message"/>.</summary>
public sealed record NewMessage
{
    /// <summary>The recipient as a person types it; it is stored as given.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>The text, 1 to 255 parts.</summary>
    public required string Content { get; init; }

    /// <summary>The only modem that may send it; null = any.</summary>
    public string? Modem { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Not sent before; null = at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent after; null = no limit.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Shown at once on the recipient's screen.</summary>
    public bool Flash { get; init; }

    /// <summary>Whether a delivery report is asked for; null = as the modem's settings say.</summary>
    public bool? DeliveryReport { get; init; }

    /// <summary>Lifts duplicate detection.</summary>
    public bool AllowDuplicate { get; init; }

    /// <summary>The caller's key: the same key again gives the same message back. Lifts duplicate detection. Null = none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the request was, so that the same key with another request is told apart; null = computed from the other
    /// members.</summary>
    public string? IdempotencyHash { get; init; }
}

/// <summary>What became of <see cref="IMessageStore.EnqueueAsync"/>.</summary>
/// <param name="Message">The queued message, or the one that had the idempotency key before.</param>
/// <param name="Replayed">The key was known and the request the same: nothing new was queued.</param>
/// <param name="Conflict">The key was known and the request another one: nothing was queued.</param>
public sealed record EnqueueResult(Message Message, bool Replayed, bool Conflict);
