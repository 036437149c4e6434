using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModemActors.Protocol.Sms;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>
/// Duplicate detection. A message's fingerprint is written when it is claimed first; a later one is compared with those that have one. So
/// it costs nothing on insertion, and rows
/// of other programs take part.
/// </summary>
internal static class Duplicates
{
    /// <summary>Of number (however it is written) and content.</summary>
    public static long Fingerprint(Message message)
    {
        var number = SmsAddress.TryParse(message.PhoneNumber, out var address, out _) ? address.ToString() : message.PhoneNumber;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(number + "\0" + message.Content), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>The message that this one repeats; null if it repeats none.</summary>
    public static long? Original(SqlSession session, StoreContext context, Message message, long fingerprint)
    {
        var window = context.Options.DuplicateWindow;
        if (window <= TimeSpan.Zero || message.AllowDuplicate || message.IdempotencyKey is not null)
            return null;
        var queuedAt = QueuedAt(message, context);
        var earlier = session.All(
            $"SELECT {MessageRow.Columns} FROM messages WHERE fingerprint = $1 AND id <> $2 AND direction = 'outbound' "
            + "AND status IN ('queued', 'sending', 'sent', 'delivered', 'indeterminate') ORDER BY id DESC LIMIT 100",
            MessageRow.ReadMessage,
            fingerprint,
            message.Id);
        return earlier.Find(other => other.Content == message.Content && (queuedAt - QueuedAt(other, context)).Duration() < window)?.Id;
    }

    // A timestamp that is no time means a row that was inserted just now, as far as anybody can tell.
    private static DateTimeOffset QueuedAt(Message message, StoreContext context) => message.Timestamp == DateTimeOffset.UnixEpoch
        ? context.Now : message.Timestamp;
}
