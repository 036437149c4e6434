namespace ModemActors.Protocol.At;

/// <summary>How a command ended (V.250 §5.7.1, 3GPP TS 27.005 §3.2.5, TS 27.007 §9.2). The last two are no words of the modem.</summary>
public enum FinalKind
{
    /// <summary><c>OK</c>: done, or accepted.</summary>
    Ok,

    /// <summary><c>ERROR</c>: refused without a reason.</summary>
    Error,

    /// <summary><c>+CME ERROR: …</c>: refused by the equipment or the SIM.</summary>
    CmeError,

    /// <summary><c>+CMS ERROR: …</c>: refused by the message service of the equipment, the SIM or the network.</summary>
    CmsError,

    /// <summary><c>NO CARRIER</c>: the call ended; final only for commands that call.</summary>
    NoCarrier,

    /// <summary><c>NO DIALTONE</c>; final only for commands that call.</summary>
    NoDialtone,

    /// <summary><c>BUSY</c>; final only for commands that call.</summary>
    Busy,

    /// <summary><c>NO ANSWER</c>; final only for commands that call.</summary>
    NoAnswer,

    /// <summary><c>COMMAND NOT SUPPORT</c> (Huawei, ZTE) and its spellings.</summary>
    CommandNotSupported,

    /// <summary><c>CONNECT</c>: the modem went over to data; final only for commands that call.</summary>
    Connect,

    /// <summary>The deadline passed and <see cref="AtDialogue.Abandon"/> was called; the modem may still act on the command.</summary>
    Abandoned,

    /// <summary>The modem restarted while the command ran; every setting is gone.</summary>
    Rebooted,
}
