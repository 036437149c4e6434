namespace ModemActors.Simulator;

/// <summary>What the terminal can set and a reset forgets.</summary>
internal sealed class TerminalSettings
{
    public TerminalSettings(SimulatedProfile profile)
    {
        Notification = [.. profile.DefaultNotification];
        ReadMemory = WriteMemory = ReceiveMemory = profile.DefaultMemory;
    }

    /// <summary>ATE.</summary>
    public bool Echo { get; set; } = true;

    /// <summary>ATQ.</summary>
    public bool Quiet { get; set; }

    /// <summary>ATV.</summary>
    public bool Verbose { get; set; } = true;

    /// <summary>AT+CMEE: 0 ERROR, 1 numbers, 2 words.</summary>
    public int ErrorReporting { get; set; }

    /// <summary>AT+CMGF=1.</summary>
    public bool TextMode { get; set; }

    /// <summary>AT+CSCS.</summary>
    public string CharacterSet { get; set; } = "IRA";

    /// <summary>AT+CSMP: first octet, validity, protocol identifier, data coding scheme.</summary>
    public (byte FirstOctet, byte Validity, byte Pid, byte Dcs) TextParameters { get; set; } = (17, 167, 0, 0);

    /// <summary>AT+CSDH.</summary>
    public bool ShowHeaders { get; set; }

    /// <summary>AT+CNMI: mode, mt, bm, ds, bfr.</summary>
    public int[] Notification { get; private set; }

    /// <summary>AT+CSMS; 1: messages that are forwarded are acknowledged with AT+CNMA.</summary>
    public int SmsService { get; set; }

    /// <summary>AT+CMMS.</summary>
    public int MoreMessages { get; set; }

    /// <summary>AT+CREG, AT+CGREG, AT+CEREG.</summary>
    public Dictionary<string, int> RegistrationReporting { get; private set; } = new() { ["+CREG"] = 0, ["+CGREG"] = 0, ["+CEREG"] = 0 };

    /// <summary>AT+COPS=3.</summary>
    public int OperatorFormat { get; set; }

    /// <summary>AT+CLIP.</summary>
    public bool CallerIdentification { get; set; }

    /// <summary>AT+CRC.</summary>
    public bool ExtendedRing { get; set; }

    /// <summary>AT+CUSD.</summary>
    public int UssdReporting { get; set; }

    /// <summary>mem1 of AT+CPMS.</summary>
    public string ReadMemory { get; set; }

    /// <summary>mem2.</summary>
    public string WriteMemory { get; set; }

    /// <summary>mem3.</summary>
    public string ReceiveMemory { get; set; }

    /// <summary>Values that are kept and change nothing: S-parameters, +IFC, +CSCB ….</summary>
    public Dictionary<string, string> Inert { get; private set; } = [];

    /// <summary>A copy that goes its own way, for AT&amp;W and ATZ.</summary>
    public TerminalSettings Copy()
    {
        var copy = (TerminalSettings)MemberwiseClone();
        copy.Notification = [.. Notification];
        copy.RegistrationReporting = new(RegistrationReporting);
        copy.Inert = new(Inert);
        return copy;
    }
}
