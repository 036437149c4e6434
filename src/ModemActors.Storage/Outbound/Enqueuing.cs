using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModemActors.Protocol.Sms;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>Puts messages into the queue.</summary>
internal static class Enqueuing
{
    /// <summary>Why a message can't be sent at all; null if it can.</summary>
    public static string? Refusal(string phoneNumber, string content)
    {
        if (phoneNumber.Length == 0)
            return "phone_number is empty";
        if (!SmsAddress.TryParse(phoneNumber, out _, out var reason))
            return $"phone_number \"{phoneNumber}\" is none: {reason}";
        if (string.IsNullOrWhiteSpace(content))
            return content.Length == 0 ? "content is empty" : "content is blank";
        var estimate = SmsEstimate.Of(content);
        return estimate.IsSendable ? null : $"content is too long: {estimate.Reason}";
    }

    /// <summary>Queues a message, unless its idempotency key is known.</summary>
    public static EnqueueResult Enqueue(SqlSession session, StoreContext context, NewMessage request)
    {
        var hash = request.IdempotencyKey is null ? null : request.IdempotencyHash ?? Hash(request);
        if (request.IdempotencyKey is { } key && Known(session, key) is { } known)
            return new EnqueueResult(known.Message, known.IdempotencyHash == hash, known.IdempotencyHash != hash);

        var now = context.Now;
        var wakeAt = request.NotBefore is { } notBefore && notBefore > now ? notBefore.ToUnixTimeMilliseconds() : 0;
        session.Execute(
            "INSERT INTO messages (phone_number, content, timestamp, status, direction, modem, priority, not_before, expires_at, flash, "
            + "delivery_report, allow_duplicate, idempotency_key, "
            + "idempotency_hash, wake_at) VALUES ($1, $2, $3, 'queued', 'outbound', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            request.PhoneNumber, request.Content, SqlTime.ToSeconds(now), request.Modem, request.Priority, request.NotBefore,
            request.ExpiresAt, request.Flash, request.DeliveryReport, request.AllowDuplicate,
            request.IdempotencyKey, hash, wakeAt);
        return new EnqueueResult(Queued(request, session.LastInsertedId, now), Replayed: false, Conflict: false);
    }

    // The row as it would be read back, without the cost of reading it back.
    private static Message Queued(NewMessage request, long id, DateTimeOffset now) => new()
    {
        Id = id,
        PhoneNumber = request.PhoneNumber,
        Content = request.Content,
        Timestamp = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        Status = MessageStatus.Queued,
        StatusText = MessageStatus.Queued.ToText(),
        Direction = MessageDirection.Outbound,
        DirectionText = MessageDirection.Outbound.ToText(),
        Modem = string.IsNullOrEmpty(request.Modem) ? null : request.Modem,
        Priority = request.Priority,
        NotBefore = Stored(request.NotBefore),
        ExpiresAt = Stored(request.ExpiresAt),
        Flash = request.Flash,
        DeliveryReport = request.DeliveryReport,
        AllowDuplicate = request.AllowDuplicate,
        IdempotencyKey = request.IdempotencyKey,
    };

    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } value
        ? DateTimeOffset.FromUnixTimeMilliseconds(value.ToUnixTimeMilliseconds()) : null;

    private static MessageRow? Known(SqlSession session, string key) =>
        session.First($"SELECT {MessageRow.Columns} FROM messages WHERE idempotency_key = $1", MessageRow.Read, key);

    private static string Hash(NewMessage request)
    {
        var members = string.Join(
            '\0', request.PhoneNumber, request.Content, request.Modem, request.Priority.ToString(CultureInfo.InvariantCulture),
            SqlTime.ToText(request.NotBefore), SqlTime.ToText(request.ExpiresAt), request.Flash, request.DeliveryReport, request.AllowDuplicate);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(members)));
    }
}
