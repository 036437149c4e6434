namespace ModemActors.Protocol.At;

/// <summary>Something the modem said without being asked (3GPP TS 27.007 §4, TS 27.005 §3.4.1).</summary>
/// <param name="Line">The line as it came; for codes of two lines both, separated by <c>\n</c>.</param>
public abstract record UnsolicitedCode(string Line);

/// <summary><c>+CMTI</c>: a message was stored.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Storage">The memory it names, for example <c>SM</c>; it may be another than the selected one; null = none named.</param>
/// <param name="Index">The slot; null = none, or one that cannot be (-1).</param>
public sealed record MessageStored(string Line, string? Storage, int? Index) : UnsolicitedCode(Line);

/// <summary><c>+CMT</c>: a message was handed over without being stored. If the service is phase 2+ (<c>AT+CSMS=1</c>) it must be
/// acknowledged with <see cref="AcknowledgeMessage"/>.</summary>
/// <param name="Line">Both lines.</param>
/// <param name="Pdu">The PDU in upper-case hex, service centre first; null in text mode.</param>
/// <param name="Length">The length the header told, in octets without the service centre; null = not told.</param>
/// <param name="Text">In text mode the text as it came; null in PDU mode.</param>
public sealed record MessageForwarded(string Line, string? Pdu, int? Length, string? Text) : UnsolicitedCode(Line);

/// <summary><c>+CDSI</c>: a delivery report was stored.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Storage">The memory it names; null = none.</param>
/// <param name="Index">The slot; null = none.</param>
public sealed record ReportStored(string Line, string? Storage, int? Index) : UnsolicitedCode(Line);

/// <summary><c>+CDS</c>: a delivery report was handed over without being stored.</summary>
/// <param name="Line">Both lines; one in text mode.</param>
/// <param name="Pdu">The PDU in upper-case hex, service centre first; null in text mode.</param>
/// <param name="Length">The length the header told, in octets without the service centre; null = not told.</param>
public sealed record ReportForwarded(string Line, string? Pdu, int? Length) : UnsolicitedCode(Line);

/// <summary><c>+CBM</c>: a cell broadcast page was handed over.</summary>
/// <param name="Line">Both lines.</param>
/// <param name="Pdu">The page in upper-case hex; null in text mode.</param>
/// <param name="Text">In text mode the text as it came; null in PDU mode.</param>
public sealed record BroadcastForwarded(string Line, string? Pdu, string? Text) : UnsolicitedCode(Line);

/// <summary><c>RING</c>, <c>+CRING</c>, <c>+CLIP</c>, <c>+CCWA</c>: somebody calls; repeated while it rings.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Number">The caller; null = not told (yet) or withheld.</param>
public sealed record CallIncoming(string Line, string? Number) : UnsolicitedCode(Line);

/// <summary><c>NO CARRIER</c>, <c>BUSY</c>, <c>NO ANSWER</c>, <c>^CEND</c>, <c>MISSED_CALL</c>: a call is over.</summary>
/// <param name="Line">The line as it came.</param>
public sealed record CallEnded(string Line) : UnsolicitedCode(Line);

/// <summary><c>+CUSD</c>: the network's answer to a USSD request, or a request of its own.</summary>
/// <param name="Line">The line as it came, with the line ends inside the text as <c>\n</c>.</param>
/// <param name="Status">0 no further action, 1 the network waits for an answer, 2 ended by the network, 3 other client responded, 4 not
/// supported, 5 timeout.</param>
/// <param name="Text">The text as it came, which may be hex of UCS-2, GSM or packed octets, see <paramref name="Dcs"/>; null =
/// none.</param>
/// <param name="Dcs">The cell broadcast data coding scheme (TS 23.038 §5); null = not told.</param>
public sealed record UssdReceived(string Line, int Status, string? Text, int? Dcs) : UnsolicitedCode(Line);

/// <summary><c>+CREG</c>, <c>+CGREG</c>, <c>+CEREG</c>: the registration changed.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Domain">Which registration.</param>
/// <param name="Registration">What it is now.</param>
public sealed record RegistrationChanged(string Line, RegistrationDomain Domain, Registration Registration) : UnsolicitedCode(Line);

/// <summary><c>+CSQ</c>, <c>^RSSI</c>, <c>^HCSQ</c>: the signal changed.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Signal">What it is now; null = the line does not say it in a form that is known.</param>
public sealed record SignalChanged(string Line, SignalQuality? Signal) : UnsolicitedCode(Line);

/// <summary><c>+CPIN: READY</c>: the SIM is open. Comes late after power-up; in mid-session it is a hint that the modem
/// restarted.</summary>
/// <param name="Line">The line as it came.</param>
public sealed record PinReady(string Line) : UnsolicitedCode(Line);

/// <summary><c>+CPIN: SIM PIN</c>, <c>+CPIN: NOT INSERTED</c> and so on: the SIM is not open.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Status">What it wants.</param>
public sealed record PinRequired(string Line, PinStatus Status) : UnsolicitedCode(Line);

/// <summary>The modem started or starts.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="IsCertain">True for marks that stand at the very beginning (or the very end) of a session: <c>RDY</c>, <c>START</c>,
/// <c>^SYSSTART</c>, <c>NORMAL POWER DOWN</c> …
/// A running command has then been completed with <see cref="FinalKind.Rebooted"/>. False for marks that also come up to half a minute
/// after the power-up of which one knows already:
/// <c>SMS DONE</c>, <c>PB DONE</c>, <c>Call Ready</c>, <c>+CFUN: 1</c>; in mid-session they are a reason to read the settings back.</param>
public sealed record ModemBooted(string Line, bool IsCertain) : UnsolicitedCode(Line);

/// <summary><c>^SMMEMFULL</c>, <c>+CIEV: "smsfull",1</c>, <c>+QIND: SMS FULL</c>: the message memory is full.</summary>
/// <param name="Line">The line as it came.</param>
/// <param name="Storage">Which memory; null = not told.</param>
public sealed record StorageFull(string Line, string? Storage) : UnsolicitedCode(Line);

/// <summary>A known code that means nothing to a message service: <c>^BOOT</c>, <c>^MODE</c>, <c>+CIEV</c>, <c>+CTZV</c> …</summary>
/// <param name="Line">The line as it came.</param>
public sealed record OtherUnsolicited(string Line) : UnsolicitedCode(Line);
