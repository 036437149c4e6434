namespace ModemActors.Storage;

/// <summary>The words that stand in the database for states and directions.</summary>
public static class MessageStates
{
    /// <summary>The word in the <c>status</c> column, such as <c>queued</c>.</summary>
    public static string ToText(this MessageStatus status) => status switch
    {
        MessageStatus.Queued => "queued",
        MessageStatus.Sending => "sending",
        MessageStatus.Sent => "sent",
        MessageStatus.Delivered => "delivered",
        MessageStatus.Failed => "failed",
        MessageStatus.Undelivered => "undelivered",
        MessageStatus.Expired => "expired",
        MessageStatus.Cancelled => "cancelled",
        MessageStatus.Duplicate => "duplicate",
        MessageStatus.Indeterminate => "indeterminate",
        MessageStatus.Unread => "unread",
        MessageStatus.Read => "read",
        _ => "unknown",
    };

    /// <summary>The state that a word in the <c>status</c> column means; <see cref="MessageStatus.Unknown"/> for any other text and for
    /// NULL.</summary>
    public static MessageStatus ParseStatus(string? text) => text switch
    {
        "queued" => MessageStatus.Queued,
        "sending" => MessageStatus.Sending,
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        "failed" => MessageStatus.Failed,
        "undelivered" => MessageStatus.Undelivered,
        "expired" => MessageStatus.Expired,
        "cancelled" => MessageStatus.Cancelled,
        "duplicate" => MessageStatus.Duplicate,
        "indeterminate" => MessageStatus.Indeterminate,
        "unread" => MessageStatus.Unread,
        "read" => MessageStatus.Read,
        _ => MessageStatus.Unknown,
    };

    /// <summary>The word in the <c>direction</c> column: <c>inbound</c> or <c>outbound</c>.</summary>
    public static string ToText(this MessageDirection direction) => direction switch
    {
        MessageDirection.Inbound => "inbound",
        MessageDirection.Outbound => "outbound",
        _ => "unknown",
    };

    /// <summary>The direction that a word in the <c>direction</c> column means; <see cref="MessageDirection.Unknown"/> for any other text
    /// and for NULL.</summary>
    public static MessageDirection ParseDirection(string? text) => text switch
    {
        "inbound" => MessageDirection.Inbound,
        "outbound" => MessageDirection.Outbound,
        _ => MessageDirection.Unknown,
    };

    /// <summary>Whether the state is an end that only an explicit act of a person or program (<see cref="IMessageStore.RetryAsync"/>)
    /// leaves.</summary>
    public static bool IsTerminal(this MessageStatus status) =>
        status is MessageStatus.Delivered or MessageStatus.Failed or MessageStatus.Undelivered
        or MessageStatus.Expired or MessageStatus.Cancelled or MessageStatus.Duplicate or MessageStatus.Read;
}
