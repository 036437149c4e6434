using System.Text.Json;
using System.Text.Json.Nodes;
using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>A message as HTTP and <c>--json</c> show it.</summary>
internal sealed record MessageView(
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
    bool Incomplete)
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

/// <summary>A message with everything that is known of it: its fields as in a list, but <c>parts</c> are the parts themselves.</summary>
internal static class MessageDetail
{
    public static JsonObject Of(Message message, IReadOnlyList<MessagePart> parts, IReadOnlyList<MessageEvent> timeline)
    {
        var detail = JsonSerializer.SerializeToNode(MessageView.Of(message), Json.Options)!.AsObject();
        detail["parts"] = JsonSerializer.SerializeToNode(parts.Select(PartView.Of), Json.Options);
        detail["timeline"] = JsonSerializer.SerializeToNode(timeline.Select(TimelineView.Of), Json.Options);
        return detail;
    }
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
