using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Health;

/// <summary>Reads back what must be in effect: a modem that restarted without a word has forgotten it.</summary>
internal sealed class CheckSettings(bool textMode, NotificationSettings? notification) : PortTransaction
{
    public override string Purpose => "read the settings back";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    /// <summary>What is not as it was set, in words; null = nothing.</summary>
    public string? Drift { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        var wanted = textMode ? MessageFormat.Text : MessageFormat.Pdu;
        var format = Ask(new ReadMessageFormat());
        yield return format;
        if (format.Result.IsOk && format.Result.Value != wanted)
        {
            Drift = $"the message format is {format.Result.Value}, not {wanted}";
            yield break;
        }

        if (notification is null)
            yield break;
        var announcing = Ask(new ReadNotification());
        yield return announcing;
        if (announcing.Result.IsOk && announcing.Result.Value != notification)
            Drift = $"AT+CNMI is {announcing.Result.Value}, not {notification}";
    }
}
