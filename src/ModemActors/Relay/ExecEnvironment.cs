using System.Globalization;
using System.Text;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>
/// An event as environment variables: ours, and for a message those that scripts for gammu-smsd's RunOnReceive know (SMS_MESSAGES, SMS_1_NUMBER, SMS_1_TEXT,
/// SMS_1_CLASS; DECODED_PARTS, DECODED_1_TEXT), so that they run unchanged.
/// </summary>
internal static class ExecEnvironment
{
    private const string Prefix = "MODEM_ACTORS_";
    private const int LongestValue = 120_000;

    public static IEnumerable<(string Name, string Value)> Of(JournalEvent happened, int attempt)
    {
        yield return (Prefix + "EVENT", happened.Type);
        yield return (Prefix + "EVENT_ID", happened.EventId);
        yield return (Prefix + "EVENT_TIME", Time(happened.At));
        yield return (Prefix + "ATTEMPT", attempt.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "MODEM", happened.Modem ?? "");
        if (happened.Message is not { } message)
            yield break;
        yield return (Prefix + "MESSAGE_ID", message.Id.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "PHONE_NUMBER", Plain(message.PhoneNumber));
        yield return (Prefix + "CONTENT", Plain(message.Content));
        yield return (Prefix + "TIMESTAMP", Time(message.Timestamp));
        yield return (Prefix + "SERVICE_CENTRE_TIMESTAMP", message.ServiceCentreTimestamp is { } sent ? Time(sent) : "");
        yield return (Prefix + "STATUS", message.StatusText);
        yield return (Prefix + "DIRECTION", message.DirectionText);
        yield return (Prefix + "KIND", message.Kind);
        yield return (Prefix + "PARTS", message.Parts?.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return (Prefix + "INCOMPLETE", message.Incomplete ? "1" : "0");
        yield return ("SMS_MESSAGES", "1");
        yield return ("SMS_1_NUMBER", Plain(message.PhoneNumber));
        yield return ("SMS_1_TEXT", Plain(message.Content));
        yield return ("SMS_1_CLASS", message.Flash ? "0" : "-1");
        yield return ("DECODED_PARTS", message.Parts > 1 ? "1" : "0");
        if (message.Parts > 1)
            yield return ("DECODED_1_TEXT", Plain(message.Content));
    }

    /// <summary>A variable ends at the first NUL and has 128 KiB at most on Linux; no message is that long, but a row of another program may be.</summary>
    private static string Plain(string text)
    {
        var plain = text.Replace('\0', '\uFFFD');
        if (Encoding.UTF8.GetByteCount(plain) <= LongestValue)
            return plain;
        var octets = Encoding.UTF8.GetBytes(plain).AsSpan(0, LongestValue);
        return Encoding.UTF8.GetString(octets).TrimEnd('\uFFFD');
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
