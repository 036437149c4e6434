using System.Text.Json.Serialization;
using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>A message as HTTP and <c>--json</c> show it.</summary>
internal record MessageView(
    long Id,
    string PhoneNumber,
    string Content,
    DateTimeOffset Timestamp,
    string Status,
    string Direction,
    int? ModemIndex,
    string? Modem,
    int Priority,
    int Attempts,
    string? Error,
    DateTimeOffset? SentAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? NextAttemptAt,
    bool Flash,
    bool? DeliveryReport,
    int? Parts,
    string? Encoding,
    string? SentBy,
    DateTimeOffset? ServiceCentreTimestamp,
    string Kind,
    bool Incomplete,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ContactName = null)
{
    public static MessageView Of(Message message) => new(
        message.Id,
        message.PhoneNumber,
        message.Content,
        message.Timestamp,
        message.StatusText.Length > 0 ? message.StatusText : message.Status.ToText(),
        message.DirectionText.Length > 0 ? message.DirectionText : message.Direction.ToText(),
        message.ModemIndex,
        message.Modem,
        message.Priority,
        message.Attempts,
        message.Error,
        message.SentAt,
        message.NotBefore,
        message.ExpiresAt,
        message.NextAttemptAt,
        message.Flash,
        message.DeliveryReport,
        message.Parts,
        message.Encoding,
        message.SentBy,
        message.ServiceCentreTimestamp,
        message.Kind,
        message.Incomplete);
}

/// <summary>Messages, newest first.</summary>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null = this is the last one.</param>
internal sealed record MessageListView(IReadOnlyList<MessageView> Messages, string? NextCursor);

/// <summary>A message that was taken.</summary>
internal sealed record QueuedView(long Id, string Status);

/// <summary>A message with everything that is known of it: its fields as in a list, but <c>parts</c> are the parts themselves.</summary>
internal sealed record MessageDetailView : MessageView
{
    /// <summary>The parts of an outbound message; empty before it is sent for the first time.</summary>
    public new required IReadOnlyList<PartView> Parts { get; init; }

    /// <summary>What happened to it, oldest first.</summary>
    public required IReadOnlyList<TimelineView> Timeline { get; init; }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private MessageDetailView(MessageView message, IReadOnlyList<PartView> parts, IReadOnlyList<TimelineView> timeline) : base(message) =>
        (Parts, Timeline) = (parts, timeline);

    public static MessageDetailView Of(MessageView message, IReadOnlyList<MessagePart> parts, IReadOnlyList<MessageEvent> timeline) =>
        new(message, [.. parts.Select(PartView.Of)], [.. timeline.Select(TimelineView.Of)]);
}

/// <summary>A part of an outbound message.</summary>
internal sealed record PartView(
    int Number, int Total, string State, int? TpMr, int? Reference, string? Modem, DateTimeOffset? SentAt, string? Error)
{
    public static PartView Of(MessagePart part) =>
        new(part.Number, part.Total, part.State.ToString().ToLowerInvariant(), part.TpMr,
             part.Reference, part.Modem, part.SentAt, part.Error);
}

/// <summary>Something that happened to a message.</summary>
internal sealed record TimelineView(DateTimeOffset At, string Status, string? Detail)
{
    public static TimelineView Of(MessageEvent happened) => new(happened.At, happened.Status, happened.Detail);
}
