namespace ModemActors.Health;

/// <summary>What is wrong with a modem.</summary>
internal enum Symptom
{
    /// <summary>Its port is not there: I/O error, end of file, no such device.</summary>
    PortGone,

    /// <summary>Another process has its port.</summary>
    PortHeld,

    /// <summary>It takes no more bytes.</summary>
    Wedged,

    /// <summary>It does not answer, or cannot be set up.</summary>
    Silent,

    /// <summary>It restarts by itself, again and again.</summary>
    Restarting,

    /// <summary>Its SIM is gone or does not become ready.</summary>
    SimTrouble,

    /// <summary>Only a person can help: a PIN, a permission, another modem in its place.</summary>
    NeedsPerson,

    /// <summary>It is not registered in the network.</summary>
    Unregistered,

    /// <summary>It is registered but has no signal any more.</summary>
    NoSignal,

    /// <summary>It answers, but messages do not go out.</summary>
    Stuck,
}

/// <summary>What is wrong with a modem now, since when, and how long that may be so before something is done.</summary>
/// <param name="Evidence">What was seen, in a sentence.</param>
internal sealed record Finding(Symptom Symptom, string Evidence, DateTimeOffset Since, TimeSpan Patience)
{
    /// <summary>True: port, line or firmware. False: what the modem needs to send and receive, while it answers.</summary>
    public bool IsOfLine => Symptom is Symptom.PortGone or Symptom.Wedged or Symptom.Silent or Symptom.Restarting;
}
