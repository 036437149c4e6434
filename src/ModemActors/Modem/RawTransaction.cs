using Akka.Actor;
using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>One command that a person asked for.</summary>
internal sealed class RawTransaction(RawCommand command, IActorRef requester) : PortTransaction
{
    private readonly CommandStep<IReadOnlyList<string>> _step = Ask(command, maySayNothing: false);

    public override string Purpose => $"run {command.LogText} for a person";

    public override TransactionPriority Priority => TransactionPriority.Control;

    public override bool IsUrgent => true;

    public IActorRef Requester => requester;

    public AtResponse? Response => _step.Response;

    public override IEnumerable<TransactionStep> Steps()
    {
        yield return _step;
    }
}
