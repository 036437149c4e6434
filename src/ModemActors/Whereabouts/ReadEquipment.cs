using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Whereabouts;

/// <summary>Asks who is at a port, and nothing else. Changes nothing in the modem.</summary>
internal sealed class ReadEquipment : PortTransaction
{
    private const int Knocks = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public override string Purpose => "find out who is there";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>AT+CGSN; null = nobody answered, or without saying who.</summary>
    public string? Imei { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        var answers = false;
        for (var knocked = 0; knocked < Knocks && !answers; knocked++)
        {
            var knock = new KnockStep(plainly: true) { Deadline = s_patience, MaySayNothing = true };
            yield return knock;
            answers = knock.IsAnswered;
        }

        if (!answers)
            yield break;
        var imei = Ask(new ReadImei(), s_patience, maySayNothing: true);
        yield return imei;
        Imei = imei.ValueOr(null);
    }
}
