namespace ModemActors.Protocol.At;

/// <summary>What an error means for the next attempt.</summary>
public enum ErrorNature
{
    /// <summary>The same command may succeed later: congestion, no network, a full memory, a lost line.</summary>
    Temporary,

    /// <summary>The same command will fail again until somebody changes something: a wrong PDU, a barred number, a missing PIN.</summary>
    Permanent,

    /// <summary>The SIM or the equipment is still starting, usual for up to half a minute after power-up; no fault yet.</summary>
    Busy,

    /// <summary>The modem does not know the command or this form of it.</summary>
    Unsupported,
}
