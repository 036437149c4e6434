using ModemActors.Protocol.Sms;

namespace ModemActors.Storage;

/// <summary>A SMS-STATUS-REPORT as a modem brought it (3GPP TS 23.040 §9.2.2.3).</summary>
/// <param name="Modem">The modem.</param>
/// <param name="TpMr">TP-Message-Reference, 0 to 255.</param>
/// <param name="Recipient">TP-Recipient-Address as text.</param>
/// <param name="Status">TP-Status.</param>
/// <param name="ServiceCentreTimestamp">When the service centre had the message; null if it makes no sense.</param>
/// <param name="DischargeTime">When it was delivered or given up; null if it makes no sense.</param>
/// <param name="Hex">The raw PDU.</param>
public sealed record DeliveryReport(
    string Modem,
    int TpMr,
    string Recipient,
    DeliveryStatus Status,
    DateTimeOffset? ServiceCentreTimestamp,
    DateTimeOffset? DischargeTime,
    string Hex);

/// <summary>What became of a delivery report. It is on record in any case.</summary>
/// <param name="Message">The message it belongs to, as it stands now; null if none matches (yet: a report can overtake the answer to the
/// send).</param>
/// <param name="Number">The part it belongs to; null if none matches.</param>
/// <param name="Changed">Whether the message's state changed.</param>
/// <param name="AlreadyKnown">The same report was on record before; nothing was done.</param>
public sealed record ReportOutcome(Message? Message, int? Number, bool Changed, bool AlreadyKnown);

/// <summary>What settles an indeterminate part: an answer that came late, or the modem's own storage as a witness.</summary>
/// <param name="Modem">The modem.</param>
/// <param name="TpMr">The reference in a late +CMGS; null if not known.</param>
/// <param name="MessageId">The message; null = the one that became indeterminate on this modem last, if it is the only one since the last
/// part this modem sent.</param>
/// <param name="Number">The part; null = the message's indeterminate one.</param>
/// <param name="Sent">True = it went out; false = it is certain that it did not (STO UNSENT), and it is queued again.</param>
public sealed record LateAnswer(string Modem, int? TpMr = null, long? MessageId = null, int? Number = null, bool Sent = true);
