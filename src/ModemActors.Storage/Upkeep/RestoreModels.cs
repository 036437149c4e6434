namespace ModemActors.Storage;

/// <summary>What becomes of outbound messages that were waiting, or on their way, when the copy was made: since then they may have been
/// sent.</summary>
public enum RestoredOutbound
{
    /// <summary>They become <c>indeterminate</c>: nothing goes out until a person decides on each, or on all.</summary>
    Hold,

    /// <summary>They are sent as if nothing had happened: some people may get a message twice.</summary>
    Send,

    /// <summary>What was waiting is <c>cancelled</c>; what was on its way becomes <c>indeterminate</c>.</summary>
    Cancel,
}

/// <summary>A store that was replaced by a copy.</summary>
/// <param name="Store">The store's full path.</param>
/// <param name="From">The copy's full path.</param>
/// <param name="KeptAside">Where the store that was there before is now; null if there was none.</param>
/// <param name="Messages">Messages in the store now.</param>
/// <param name="Newest">The newest of their timestamps, UTC: what came later is not in the copy; null if there are none.</param>
/// <param name="Undecided">Outbound messages that were waiting or on their way.</param>
/// <param name="Schema">The copy's schema version, before it was brought up to date.</param>
public sealed record RestoreReport(
    string Store, string From, string? KeptAside, long Messages, DateTimeOffset? Newest, long Undecided, long Schema);
