namespace ModemActors.Storage.Outbound;

/// <summary>Which way an outbound message may go. Ends have no way out but <see cref="AllowsByHand"/>, save that a report tells <c>sent</c>
/// from <c>delivered</c>.</summary>
internal static class OutboundStates
{
    /// <summary>Whether a step, a report or the passing of time may lead there.</summary>
    public static bool Allows(MessageStatus from, MessageStatus to) => (from, to) switch
    {
        (MessageStatus.Queued, MessageStatus.Sending or MessageStatus.Expired or MessageStatus.Cancelled) => true,
        (MessageStatus.Queued, MessageStatus.Duplicate or MessageStatus.Failed) => true,
        (MessageStatus.Sending, MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Failed or MessageStatus.Indeterminate) => true,
        (MessageStatus.Indeterminate, MessageStatus.Queued or MessageStatus.Sent) => true,
        (MessageStatus.Sent, MessageStatus.Delivered or MessageStatus.Undelivered) => true,
        _ => from == to && !from.IsTerminal(),
    };

    /// <summary>Whether an explicit act of a person or program may queue it again.</summary>
    public static bool AllowsByHand(MessageStatus from) =>
        from is MessageStatus.Failed or MessageStatus.Undelivered or MessageStatus.Expired or MessageStatus.Cancelled;
}
