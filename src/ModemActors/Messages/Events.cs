namespace ModemActors.Messages;

/// <summary>Something happened. Published on the actor system's EventStream; subscribe to this type for all of them.</summary>
public interface IModemActorsEvent
{
    /// <summary>Its name outside, for example <c>message.received</c>.</summary>
    string Name { get; }
}

/// <summary>Something happened to a message.</summary>
public interface IMessageEvent : IModemActorsEvent
{
    /// <summary>The message's id in the store.</summary>
    long MessageId { get; }
}

/// <summary>Something happened to a modem.</summary>
public interface IModemEvent : IModemActorsEvent, IWithModem;

/// <summary>A whole message came in and is in the store.</summary>
public sealed record MessageReceived(long MessageId, string Modem, string PhoneNumber, string Content) : IMessageEvent, IModemEvent
{
    public string Name => "message.received";
}

/// <summary>A modem has the message in hand.</summary>
public sealed record MessageSending(long MessageId, string Modem) : IMessageEvent, IModemEvent
{
    public string Name => "message.sending";
}

/// <summary>The network accepted every part.</summary>
public sealed record MessageSent(long MessageId, string Modem, int Parts) : IMessageEvent, IModemEvent
{
    public string Name => "message.sent";
}

/// <summary>A delivery report settled the message.</summary>
/// <param name="Delivered">True: it arrived (<c>message.delivered</c>). False: it will not (<c>message.undelivered</c>).</param>
public sealed record MessageReported(long MessageId, string Modem, bool Delivered, string Meaning) : IMessageEvent, IModemEvent
{
    public string Name => Delivered ? "message.delivered" : "message.undelivered";
}

/// <summary>The message will not be sent any more.</summary>
public sealed record MessageFailed(long MessageId, string? Modem, string Error) : IMessageEvent
{
    public string Name => "message.failed";
}

/// <summary>The modem had the message when something broke: nobody can know whether it went out.</summary>
public sealed record MessageIndeterminate(long MessageId, string? Modem, string Error) : IMessageEvent
{
    public string Name => "message.indeterminate";
}

/// <summary>The same text was queued to the same number a moment ago; this one is not sent.</summary>
public sealed record MessageDuplicate(long MessageId) : IMessageEvent
{
    public string Name => "message.duplicate";
}

/// <summary>The time until which the message made sense is over.</summary>
public sealed record MessageExpired(long MessageId) : IMessageEvent
{
    public string Name => "message.expired";
}

/// <summary>The modem is set up and can send and receive.</summary>
public sealed record ModemReady(string Modem, ModemIdentity Identity) : IModemEvent
{
    public string Name => "modem.ready";
}

/// <summary>The modem cannot be used as it should.</summary>
public sealed record ModemDegraded(string Modem, ModemState State, string Reason) : IModemEvent
{
    public string Name => "modem.degraded";
}

/// <summary>The modem is being recovered.</summary>
public sealed record ModemRecovering(string Modem, string Rung, string Reason) : IModemEvent
{
    public string Name => "modem.recovering";
}

/// <summary>The modem's port is lent to another program.</summary>
public sealed record ModemLeased(string Modem, string Lease, string Holder, DateTimeOffset Until) : IModemEvent
{
    public string Name => "modem.leased";
}

/// <summary>The lease is over and the port is taken back.</summary>
/// <param name="Reason">Returned, its process is gone, its time is over.</param>
public sealed record ModemReturned(string Modem, string Lease, string Reason) : IModemEvent
{
    public string Name => "modem.returned";
}

/// <summary>Settings of the modem's were not as they should be; they are set again.</summary>
/// <param name="Drift">Each in words.</param>
public sealed record ModemDrifted(string Modem, IReadOnlyList<string> Drift) : IModemEvent
{
    public string Name => "modem.drifted";
}

/// <summary>Another modem than before is at a modem's place, and the one before is nowhere: the new one is used from now on.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Port">Where it is.</param>
/// <param name="Before">IMEI of the one before.</param>
/// <param name="Now">IMEI of the new one.</param>
public sealed record ModemReplaced(string Modem, string Port, string Before, string Now) : IModemEvent
{
    public string Name => "modem.replaced";
}

/// <summary>Another SIM than before is in the modem. What was stored on the one before, and what was sent with it, stays with that one.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Before">ICCID of the one before.</param>
/// <param name="Now">ICCID of the new one.</param>
public sealed record SimChanged(string Modem, string? Before, string? Now) : IModemEvent
{
    public string Name => "sim.changed";
}

/// <summary>The modem does what it should again.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Rung">The last rung that was climbed, for example <c>reopen</c>; <c>none</c> = it came back by itself.</param>
/// <param name="Took">From the first sign of trouble on.</param>
public sealed record ModemRecovered(string Modem, string Rung, TimeSpan Took) : IModemEvent
{
    public string Name => "modem.recovered";
}

/// <summary>Recovery did not help within its budget: the modem needs a person. It is tried again at <paramref name="Until"/>.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Reason">What is wrong and what was tried.</param>
/// <param name="Until">When the ladder is climbed again.</param>
public sealed record ModemQuarantined(string Modem, string Reason, DateTimeOffset Until) : IModemEvent
{
    public string Name => "modem.quarantined";
}

/// <summary>The message memory is filled above the high watermark, or full, or will be before long.</summary>
public sealed record SimStorageHigh(string Modem, int Used, int Total) : IModemEvent
{
    public string Name => Used >= Total ? "sim.storage.full" : "sim.storage.high";

    /// <summary>When it will be full at the rate of arrival; null = not foreseen.</summary>
    public DateTimeOffset? FullAt { get; init; }
}

/// <summary>More than ten inbound messages wait for a handler. Told again only after it has caught up.</summary>
/// <param name="Handler">Its name.</param>
/// <param name="Waiting">How many wait.</param>
public sealed record InboxBacklog(string Handler, int Waiting) : IModemActorsEvent
{
    public string Name => "inbox.backlog";
}

/// <summary>A webhook said that it is gone for good (410): it gets nothing any more until a person switches it on again.</summary>
/// <param name="Handler">Its name.</param>
/// <param name="Reason">What it said.</param>
public sealed record HandlerDisabled(string Handler, string Reason) : IModemActorsEvent
{
    public string Name => "handler.disabled";
}

/// <summary>Somebody calls the SIM's number. Calls are never answered.</summary>
/// <param name="Modem">The modem that rings.</param>
/// <param name="PhoneNumber">Who calls; null = the network does not say.</param>
public sealed record CallIncoming(string Modem, string? PhoneNumber) : IModemEvent
{
    public string Name => "call.incoming";
}

/// <summary>A call ended.</summary>
/// <param name="Modem">The modem that rang.</param>
/// <param name="PhoneNumber">Who called; null = the network did not say.</param>
/// <param name="Rang">For how long it rang.</param>
public sealed record CallMissed(string Modem, string? PhoneNumber, TimeSpan Rang) : IModemEvent
{
    public string Name => "call.missed";
}

/// <summary>A modem's status changed; <see cref="Status"/> is all of it.</summary>
public sealed record ModemStatusChanged(ModemStatus Status) : IModemEvent
{
    public string Name => "modem.status";

    public string Modem => Status.Modem;
}
