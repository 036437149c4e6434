using Akka.Event;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>What is said between an <see cref="OutboxActor"/> and the <see cref="Dispatcher"/>.</summary>
internal static class DispatcherProtocol
{
    /// <summary>The modem can take a message. Said again every now and then, so that nobody need remember it for ever.</summary>
    public sealed record ModemIdle(string Modem);

    /// <summary>The modem can take none any more. Of no interest to a dispatcher that is gone.</summary>
    public sealed record ModemBusy(string Modem) : IDeadLetterSuppression;

    /// <summary>Send this message. It is claimed for the modem; a step for it must be recorded in any case.</summary>
    public sealed record Work(Claim Claim);

    /// <summary>The message is in the outbox's hands, and with it the duty to record a step for it.</summary>
    public sealed record WorkTaken(long MessageId) : IDeadLetterSuppression;

    /// <summary>To the <see cref="SlotWitness"/>: parts lie in slots that are not needed any more, or whose fate the SIM knows.</summary>
    /// <param name="Strays">True: there may be some of which the record does not know the slot.</param>
    public sealed record LookAtSlots(bool Strays);

    /// <summary>Messages that changed outside the usual way (settled late, recovered): announce them.</summary>
    public sealed record Changed(IReadOnlyList<Message> Messages) : IDeadLetterSuppression;

    /// <summary>An outbox died with these in hand, and the store did not take them: go on trying.</summary>
    public sealed record LeftUnrecorded(IReadOnlyList<OutboundStep> Steps) : IDeadLetterSuppression;
}
