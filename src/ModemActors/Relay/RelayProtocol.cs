using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>What <see cref="EventRelay"/> and its <see cref="EndpointActor"/>s say to each other.</summary>
internal static class RelayProtocol
{
    /// <summary>The journal grew.</summary>
    /// <param name="From">Up to where the one before told.</param>
    /// <param name="Growth">What came since.</param>
    public sealed record Grew(long From, JournalGrowth Growth);

    /// <summary>Put on record how far you are, so that the journal can forget what is behind you.</summary>
    public sealed record NotePosition
    {
        public static readonly NotePosition Instance = new();
    }

    /// <summary>Said by an endpoint to its parent: the receiver is gone for good.</summary>
    public sealed record Gone(string Endpoint, string Reason);
}
