using System.Globalization;
using ModemActors.Messages;
using ModemActors.Protocol.Sms;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Outbox;

/// <summary>What becomes of a request to send, before it is a message.</summary>
internal static class SmsIntake
{
    /// <summary>Why it cannot be sent; null with the number as it is written everywhere if it can.</summary>
    public static SmsRefused? Refusal(SendSms send, IReadOnlySet<string> modems, out SendSms checkedSend)
    {
        checkedSend = send;
        if (!SmsAddress.TryParse(send.PhoneNumber, out var address, out var reason))
            return new SmsRefused(SmsRefusal.PhoneNumber, reason);
        if (string.IsNullOrWhiteSpace(send.Content))
            return new SmsRefused(SmsRefusal.Content, string.IsNullOrEmpty(send.Content) ? "the text is empty" : "the text is blank");
        if (SmsEstimate.Of(send.Content) is { IsSendable: false } estimate)
            return new SmsRefused(SmsRefusal.Content, estimate.Reason!);
        if (send.Modem is not null && !modems.Contains(send.Modem))
            return new SmsRefused(SmsRefusal.Modem, $"there is no modem '{send.Modem}'");
        checkedSend = send with { PhoneNumber = address.ToString() };
        return null;
    }

    public static NewMessage MessageOf(SendSms send) => new()
    {
        PhoneNumber = send.PhoneNumber,
        Content = send.Content,
        Modem = send.Modem,
        Priority = send.Priority,
        NotBefore = send.NotBefore,
        ExpiresAt = send.ExpiresAt,
        Flash = send.Flash,
        DeliveryReport = send.DeliveryReport ? true : null,
        AllowDuplicate = send.AllowDuplicate,
        IdempotencyKey = send.IdempotencyKey,
        IdempotencyHash = send.IdempotencyKey is null ? null : HashOf(send),
    };

    public static object AnswerOf(EnqueueResult result)
    {
        if (result.Conflict)
            return new SmsRefused(SmsRefusal.IdempotencyKey, "the idempotency key was used for another message");
        if (!result.Replayed)
            ModemActorsMeter.Queued(result.Message.Id);
        return new SmsQueued(result.Message.Id, result.Replayed);
    }

    /// <summary>All that a request says, so that the same key for anything else is told from a repetition.</summary>
    private static string HashOf(SendSms send) => string.Join(
        '|',
        send.PhoneNumber,
        send.Modem,
        send.Priority.ToString(CultureInfo.InvariantCulture),
        send.NotBefore?.ToString("O", CultureInfo.InvariantCulture),
        send.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture),
        send.Flash,
        send.DeliveryReport,
        send.AllowDuplicate,
        send.Content);
}
