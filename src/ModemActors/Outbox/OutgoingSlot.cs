using ModemActors.Inbox;
using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;

namespace ModemActors.Outbox;

/// <summary>A message to be sent, as it lies in a slot. Two are the same if number and user data are: a modem fills in the rest as it likes.</summary>
/// <param name="Destination">TP-Destination-Address as text.</param>
/// <param name="UserData">Header, data coding and octets, in hex.</param>
internal sealed record OutgoingSlot(string Destination, string UserData)
{
    /// <summary>What a PDU to be sent says; null if it is none.</summary>
    public static OutgoingSlot? Of(string hex) =>
        PduDecoder.DecodeStored(hex, outgoing: true).Pdu?.Tpdu is SubmitTpdu submit ? Of(submit) : null;

    public static OutgoingSlot? Of(Pdu pdu) => pdu.Tpdu is SubmitTpdu submit ? Of(submit) : null;

    private static OutgoingSlot Of(SubmitTpdu submit)
    {
        var place = submit.UserData.Header?.Concatenation is { } part ? $"{part.Reference}/{part.Total}/{part.Number}/" : "";
        return new OutgoingSlot(submit.Destination.ToString(), $"{place}{submit.DataCoding.Value:X2}/{Convert.ToHexString(submit.UserData.Octets.Span)}");
    }
}
