namespace ModemActors.Simulator;

/// <summary>How far a modem has come since it was given power.</summary>
public enum ModemPhase
{
    /// <summary>No power, or unplugged.</summary>
    Off,

    /// <summary>Power is on; it takes no command yet.</summary>
    Booting,

    /// <summary>It takes commands; those that need the SIM are refused ("SIM busy", or the PIN is missing).</summary>
    Starting,

    /// <summary>Everything works.</summary>
    Ready,
}

/// <summary>How hard a reset is; each does what the lower ones do.</summary>
public enum ResetLevel
{
    /// <summary>The port was closed and opened again.</summary>
    Reopen,

    /// <summary>The radio went off and on: AT+CFUN=0 or 4, then 1.</summary>
    Radio,

    /// <summary>The firmware started anew: AT+CFUN=1,1.</summary>
    Modem,

    /// <summary>The USB device was reset.</summary>
    Usb,

    /// <summary>Power was taken away and given back.</summary>
    Power,
}
