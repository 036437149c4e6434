using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>A row of <c>messages</c> with the columns that are the store's own business.</summary>
/// <param name="Message">What everybody sees.</param>
/// <param name="WakeAt">Unix time in ms before which it is not looked at; 0 = look at once.</param>
/// <param name="ResumeOn">The modem that must send the rest; null = any.</param>
/// <param name="Fingerprint">Of number and content; null before the first claim.</param>
/// <param name="ClaimedBy">The node that has it in hand.</param>
/// <param name="ClaimToken">The store object that may record steps.</param>
/// <param name="ClaimedUntil">Unix time in ms when the claim counts as dead.</param>
/// <param name="IdempotencyHash">What the request was.</param>
/// <param name="Garbled">A time that decides when it is sent and is none, as <c>not_before "soon"</c>; null = there is no such.</param>
internal sealed record MessageRow(
    Message Message,
    long WakeAt,
    string? ResumeOn,
    long? Fingerprint,
    string? ClaimedBy,
    string? ClaimToken,
    long ClaimedUntil,
    string? IdempotencyHash,
    string? Garbled)
{
    public const string Columns =
        "id, phone_number, content, timestamp, status, direction, modem_index, modem, priority, attempts, error, sent_at, not_before, "
        + "expires_at, next_attempt_at, "
        + "flash, delivery_report, allow_duplicate, idempotency_key, parts, encoding, sent_by, service_centre_timestamp, incomplete, kind, "
        + "wake_at, resume_on, fingerprint, claimed_by, claim_token, claimed_until, idempotency_hash";

    /// <summary>Reads a row of <see cref="Columns"/>, whatever types other programs put into it.</summary>
    public static MessageRow Read(SqliteDataReader reader) => new(
        ReadMessage(reader),
        Whole(reader, 25) ?? 0,
        Text(reader, 26),
        Whole(reader, 27),
        Text(reader, 28),
        Text(reader, 29),
        Whole(reader, 30) ?? 0,
        Text(reader, 31),
        NoTime(reader, 12, "not_before") ?? NoTime(reader, 13, "expires_at"));

    /// <summary>The part of <see cref="Read"/> that everybody sees.</summary>
    public static Message ReadMessage(SqliteDataReader reader)
    {
        var status = Text(reader, 4) ?? "";
        var direction = Text(reader, 5) ?? "";
        return new Message
        {
            Id = reader.GetInt64(0),
            PhoneNumber = Text(reader, 1) ?? "",
            Content = Text(reader, 2) ?? "",
            Timestamp = Time(reader, 3) ?? DateTimeOffset.UnixEpoch,
            Status = MessageStates.ParseStatus(status),
            StatusText = status,
            Direction = MessageStates.ParseDirection(direction),
            DirectionText = direction,
            ModemIndex = Number(reader, 6),
            Modem = NotEmpty(Text(reader, 7)),
            Priority = Number(reader, 8) ?? 0,
            Attempts = Number(reader, 9) ?? 0,
            Error = Text(reader, 10),
            SentAt = Time(reader, 11),
            NotBefore = Time(reader, 12),
            ExpiresAt = Time(reader, 13),
            NextAttemptAt = Time(reader, 14),
            Flash = Flag(reader, 15) ?? false,
            DeliveryReport = Flag(reader, 16),
            AllowDuplicate = Flag(reader, 17) ?? false,
            IdempotencyKey = Text(reader, 18),
            Parts = Number(reader, 19),
            Encoding = Text(reader, 20),
            SentBy = Text(reader, 21),
            ServiceCentreTimestamp = Time(reader, 22),
            Incomplete = Flag(reader, 23) ?? false,
            Kind = Text(reader, 24) ?? "text",
        };
    }

    /// <summary>A column as text, whatever its type; null for NULL.</summary>
    public static string? Text(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        string text => text,
        DBNull => null,
        byte[] octets => System.Text.Encoding.UTF8.GetString(octets),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };

    /// <summary>A column as a time; null for NULL and for what is no time.</summary>
    public static DateTimeOffset? Time(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null
        : SqlTime.Parse(reader.GetValue(column));

    /// <summary>A column as a number; null for NULL and for what is none.</summary>
    public static long? Whole(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column) switch
    {
        long number => number,
        double number when Math.Abs(number) < 1e15 => (long)number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <inheritdoc cref="Whole"/>
    public static int? Number(SqliteDataReader reader, int column) => Whole(reader, column) is { } number
        ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    private static string? NoTime(SqliteDataReader reader, int column, string name) =>
        Text(reader, column) is { } text && !string.IsNullOrWhiteSpace(text) && Time(reader, column) is null ? $"{name} \"{text}\"" : null;

    private static bool? Flag(SqliteDataReader reader, int column) => Whole(reader, column) is { } number
        ? number != 0
        : Text(reader, column) switch { "true" or "TRUE" or "True" or "yes" => true, null => null, _ => false };

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
