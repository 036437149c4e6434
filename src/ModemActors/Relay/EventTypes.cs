namespace ModemActors.Relay;

/// <summary>The names of everything that the journal tells.</summary>
internal static class EventTypes
{
    public const string Received = "message.received";

    public const string Completed = "message.completed";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Received, Completed, "message.read",
        "message.queued", "message.sending", "message.sent", "message.delivered", "message.undelivered", "message.failed", "message.indeterminate",
        "message.duplicate", "message.expired", "message.cancelled",
        "modem.ready", "modem.degraded", "modem.recovering", "modem.recovered", "modem.quarantined", "modem.arrived", "modem.removed", "modem.replaced",
        "modem.drifted", "modem.leased", "modem.returned", "sim.changed", "sim.storage.high", "sim.storage.full", "inbox.backlog", "call.incoming", "call.missed",
        "handler.disabled", "backup.made", "backup.failed",
    ];
}
