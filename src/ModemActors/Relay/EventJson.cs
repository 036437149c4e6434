using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ModemActors.Messages;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>Events as others read them: <c>{"type": …, "timestamp": …, "data": …}</c>, all in snake_case.</summary>
internal static class EventJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new InSeconds() },
    };

    private static readonly JsonWriterOptions s_relaxed = new() { Encoder = s_options.Encoder };

    /// <summary>The envelope in UTF-8, one line.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="named">With the event's name as <c>id</c>.</param>
    public static byte[] Envelope(JournalEvent happened, bool named)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_relaxed))
        {
            json.WriteStartObject();
            if (named)
                json.WriteString("id", happened.EventId);
            json.WriteString("type", happened.Type);
            json.WriteString("timestamp", happened.At.UtcDateTime);
            json.WritePropertyName("data");
            if (happened.Message is { } message)
                JsonSerializer.Serialize(json, MessageFacts.Of(message), s_options);
            else
                json.WriteRawValue(happened.Data ?? "{}");
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>What an event of the actors says, without its name.</summary>
    public static string Data(IModemActorsEvent happened)
    {
        var facts = JsonSerializer.SerializeToNode(happened, happened.GetType(), s_options)!.AsObject();
        facts.Remove("name");
        return facts.ToJsonString(s_options);
    }

    /// <summary>What a message is, in the form of <c>GET /v1/messages/{id}</c>.</summary>
    public static JsonObject Facts(Message message) => JsonSerializer.SerializeToNode(MessageFacts.Of(message), s_options)!.AsObject();

    /// <summary>The fields of a message in HTTP's list of messages, which a spec compares.</summary>
    private sealed record MessageFacts(
        long Id, string PhoneNumber, string Content, DateTimeOffset Timestamp, string Status, string Direction, int? ModemIndex, string? Modem, int Priority,
        int Attempts, string? Error, DateTimeOffset? SentAt, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresAt, DateTimeOffset? NextAttemptAt, bool Flash,
        bool? DeliveryReport, int? Parts, string? Encoding, string? SentBy, DateTimeOffset? ServiceCentreTimestamp, string Kind, bool Incomplete)
    {
        public static MessageFacts Of(Message message) => new(
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

    /// <summary>A time span as a number of seconds.</summary>
    private sealed class InSeconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value.TotalSeconds, 3));
    }
}
