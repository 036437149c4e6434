using ModemActors.Messages;

namespace ModemActors.Inbox;

/// <summary>What is said to an <see cref="InboxActor"/>.</summary>
internal static class InboxProtocol
{
    /// <summary>List the storage when there is time: something may have come unannounced.</summary>
    public sealed record Look
    {
        public static readonly Look Instance = new();
    }

    /// <summary>Somebody may have marked messages as read: delete them from the SIM.</summary>
    public sealed record LookAtMarks
    {
        public static readonly LookAtMarks Instance = new();
    }
}
