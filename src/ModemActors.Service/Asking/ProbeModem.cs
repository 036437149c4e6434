using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Service.Asking;

/// <summary>Asks whether there is a modem, and who it is. Changes nothing in it.</summary>
internal sealed class ProbeModem(int knocks) : PortTransaction
{
    private static readonly TimeSpan s_knock = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public override string Purpose => "find out who the modem is";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>True if it answered AT.</summary>
    public bool Answers { get; private set; }

    /// <summary>Who it says it is.</summary>
    public ModemIdentity Identity { get; private set; } = new();

    public override IEnumerable<TransactionStep> Steps()
    {
        for (var knocked = 0; knocked < knocks && !Answers; knocked++)
        {
            var knock = new KnockStep(plainly: true) { Deadline = s_knock, MaySayNothing = true };
            yield return knock;
            Answers = knock.IsAnswered;
        }

        if (!Answers)
            yield break;
        var manufacturer = Ask(new ReadManufacturer(), s_patience, maySayNothing: true);
        yield return manufacturer;
        var model = Ask(new ReadModel(), s_patience, maySayNothing: true);
        yield return model;
        var revision = Ask(new ReadRevision(), s_patience, maySayNothing: true);
        yield return revision;
        var imei = Ask(new ReadImei(), s_patience, maySayNothing: true);
        yield return imei;
        Identity = new ModemIdentity
        {
            Manufacturer = manufacturer.ValueOr(null),
            Model = model.ValueOr(null),
            Revision = revision.ValueOr(null),
            Imei = imei.ValueOr(null),
        };
    }
}
