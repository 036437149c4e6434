namespace ModemActors.Simulator;

/// <summary>One message, or one part of one, that a modem put on the air.</summary>
/// <param name="Number">1 for the first on this air.</param>
/// <param name="At">When the network took it.</param>
/// <param name="Modem">The id of the modem that sent it.</param>
/// <param name="From">Its number.</param>
/// <param name="To">The destination as the TPDU has it, with '+' if international.</param>
/// <param name="Text">The part's text; null if it is 8-bit data.</param>
/// <param name="Tpdu">The SMS-SUBMIT, upper-case hexadecimal digits, without the service centre's address.</param>
/// <param name="MessageReference">TP-MR, 0 to 255.</param>
/// <param name="Reference">The concatenation's reference; null: a message of one part.</param>
/// <param name="Part">1 to <paramref name="Total"/>.</param>
/// <param name="Total">The parts of the message; 1 if it is not concatenated.</param>
/// <param name="ReportRequested">TP-SRR.</param>
public sealed record AirMessage(long Number, DateTimeOffset At, string Modem, string From, string To, string? Text, string Tpdu, byte MessageReference,
    int? Reference, int Part, int Total, bool ReportRequested);

/// <summary>One TPDU that a modem took from the air.</summary>
/// <param name="At">When it took it.</param>
/// <param name="Modem">The id of the modem.</param>
/// <param name="Tpdu">The SMS-DELIVER or SMS-STATUS-REPORT, upper-case hexadecimal digits.</param>
public sealed record AirDelivery(DateTimeOffset At, string Modem, string Tpdu);
