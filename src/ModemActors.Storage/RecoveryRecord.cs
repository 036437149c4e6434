namespace ModemActors.Storage;

/// <summary>One row of <c>recoveries</c>: a reset of a modem.</summary>
public sealed record RecoveryRecord
{
    /// <summary>Never changes; unique over all nodes.</summary>
    public required string Id { get; init; }

    /// <summary>The modem's id.</summary>
    public required string Modem { get; init; }

    /// <summary>The node that owns it; empty = this store's node.</summary>
    public string Node { get; init; } = "";

    /// <summary>What was reset: <c>reopen</c>, <c>radio</c>, <c>modem</c>, <c>usb</c>, <c>power</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it: <c>begun</c>, <c>recovered</c>, <c>in_vain</c>, <c>impossible</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was found or what to do; null = nothing more is known.</summary>
    public string? Detail { get; init; }

    /// <summary>From the beginning until the outcome was known; null = it is not.</summary>
    public TimeSpan? Took { get; init; }
}
