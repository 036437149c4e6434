namespace ModemActors.Messages;

/// <summary>How hard a modem is reset: the rungs of the recovery ladder, softest first.</summary>
public enum ResetLevel
{
    /// <summary>Ask whether it is there (ESC, CR, AT) and set it up again.</summary>
    Resynchronise,

    /// <summary>Close the port and open it anew.</summary>
    Reopen,

    /// <summary>Switch its radio off and on (AT+CFUN=4, then 1; 3GPP TS 27.007 §8.2).</summary>
    Radio,

    /// <summary>Restart its firmware (AT+CFUN=1,1, or the family's own command).</summary>
    Modem,

    /// <summary>Reset the USB device.</summary>
    Usb,

    /// <summary>Take its power away and give it back (<c>health.power-command</c>).</summary>
    Power,
}

/// <summary>How well a modem does, as its health monitor judges.</summary>
public enum ModemVerdict
{
    /// <summary>It does what it should.</summary>
    Ok,

    /// <summary>Something is wrong with it, and nothing is done about it: not yet, or because only a person can.</summary>
    Degraded,

    /// <summary>Something is wrong with it, and the recovery ladder is being climbed.</summary>
    Recovering,

    /// <summary>The ladder did not help within its budget. The modem is left alone but for a try at long distance; it is used at once if it comes back by itself.</summary>
    Quarantined,
}

/// <summary>What became of a reset.</summary>
public enum RecoveryOutcome
{
    /// <summary>It was begun, and it is not known yet whether it helped.</summary>
    Begun,

    /// <summary>The modem was well afterwards.</summary>
    Recovered,

    /// <summary>It was done and did not help.</summary>
    InVain,

    /// <summary>It could not be done.</summary>
    Impossible,
}

/// <summary>One reset of a modem, as it is on record.</summary>
/// <param name="Id">Never changes; unique.</param>
/// <param name="Modem">The modem's id.</param>
/// <param name="Level">What was reset.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="At">When it was begun, UTC.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">What was found or what to do; null = nothing more is known.</param>
/// <param name="Took">From the beginning until the outcome was known; null = it is not.</param>
public sealed record ModemRecovery(
    string Id, string Modem, ResetLevel Level, string Reason, DateTimeOffset At, RecoveryOutcome Outcome, string? Detail = null, TimeSpan? Took = null) : IWithModem;

/// <summary>Reset a modem. Answered with <see cref="ResetBegun"/> or <see cref="ModemRefused"/>; events and the modem's recoveries tell how it went.
/// A message on its way out is finished before a reset by command; a harder one leaves it <c>indeterminate</c> if the modem has it.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Level">What to reset.</param>
/// <param name="Reason">Why, for the record.</param>
public sealed record ResetModem(string Modem, ResetLevel Level, string Reason) : IWithModem;

/// <summary>The modem is being reset.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Level">What is reset.</param>
public sealed record ResetBegun(string Modem, ResetLevel Level) : IWithModem;
