using Akka.Actor;
using ModemActors.Messages;

namespace ModemActors.Telemetry;

/// <summary>Counts what happens, for the meter. Supervised by the user guardian; its death costs some counts.</summary>
internal sealed class TelemetryActor : ReceiveActor
{
    public static Props Create() => Props.Create(() => new TelemetryActor());

    private const string OfMessages = "message.";

    private static readonly string[] s_states = ["received", "sending", "sent", "delivered", "undelivered", "failed", "indeterminate", "duplicate", "expired"];

    private readonly HashSet<string> _modems = [];

    public TelemetryActor()
    {
        Receive<ModemStatusChanged>(changed =>
        {
            _modems.Add(changed.Modem);
            ModemGauges.Set(_modems, changed.Status);
        });
        Receive<IMessageEvent>(OnMessage);
        Receive<ModemRecovering>(recovering => ModemActorsMeter.Reset(recovering.Modem, recovering.Rung));
        Receive<ModemQuarantined>(quarantined => ModemActorsMeter.Quarantined(quarantined.Modem));
        Receive<ModemDegraded>(degraded => ModemActorsMeter.Error(degraded.Modem, $"modem_{degraded.State.ToString().ToLowerInvariant()}"));
        Receive<IModemActorsEvent>(_ => { });
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(IModemActorsEvent));

        // states that nothing came into yet are worth knowing too
        foreach (var state in s_states)
            ModemActorsMeter.Transition(state, 0);
    }

    protected override void PostStop()
    {
        foreach (var modem in _modems)
            ModemGauges.Remove(_modems, modem);
    }

    private static void OnMessage(IMessageEvent happened)
    {
        ModemActorsMeter.Transition(happened.Name.StartsWith(OfMessages, StringComparison.Ordinal) ? happened.Name[OfMessages.Length..] : happened.Name);
        if (happened is MessageFailed or MessageDuplicate or MessageExpired)
            ModemActorsMeter.NotSent(happened.MessageId);
    }
}
