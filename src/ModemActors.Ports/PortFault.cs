namespace ModemActors.Ports;

/// <summary>Why a port cannot be opened or used.</summary>
public enum PortFault
{
    /// <summary>No such device, or nobody listens there.</summary>
    NotFound,

    /// <summary>Another process, or this one, has it open.</summary>
    Busy,

    /// <summary>This user may not open it.</summary>
    AccessDenied,

    /// <summary>The device or the connection is gone; this port never recovers, open a new one.</summary>
    Lost,

    /// <summary>The far end did not answer in time.</summary>
    TimedOut,

    /// <summary>The device takes no more bytes; closing it may take half a minute unless it is reset first.</summary>
    Wedged,

    /// <summary>No opener knows this kind of address, or the device refuses the settings.</summary>
    Unsupported,

    /// <summary>A lock file says that somebody else uses the port.</summary>
    LockedByOther,

    /// <summary>A modem answers there, but another one than was meant.</summary>
    WrongModem,
}
