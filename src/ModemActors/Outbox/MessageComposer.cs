using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>Makes PDUs of a message, the same ones each time.</summary>
internal static class MessageComposer
{
    /// <summary>The concatenation's reference of a message of several parts.</summary>
    public static int ReferenceOf(Message message) => (int)(message.Id & 0xFF);

    /// <summary>The parts; null and a reason in one sentence if it cannot be sent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reference">The reference that its parts had in an earlier attempt; null = none yet.</param>
    /// <param name="modem">Whose defaults count.</param>
    /// <param name="now">From when its validity counts.</param>
    public static IReadOnlyList<Pdu>? TryCompose(Message message, int? reference, ModemSettings modem, DateTimeOffset now, out string? reason)
    {
        if (!SmsAddress.TryParse(message.PhoneNumber, out var destination, out reason))
            return null;
        var estimate = SmsEstimate.Of(message.Content);
        if (!estimate.IsSendable)
        {
            reason = estimate.Reason;
            return null;
        }

        return SmsComposer.Compose(destination, message.Content, new ComposeOptions
        {
            Class = message.Flash ? MessageClass.Flash : null,
            StatusReport = message.DeliveryReport ?? modem.DeliveryReport,
            Reference = reference ?? ReferenceOf(message),
            // the service centre shall not go on for longer than we would
            Validity = message.ExpiresAt is { } end ? RelativeValidity.For(end > now ? end - now : TimeSpan.Zero) : null,
        });
    }
}
