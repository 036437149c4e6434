using ModemActors.Protocol.Sms;

namespace ModemActors.Simulator;

/// <summary>An SMS-DELIVER (3GPP TS 23.040 §9.2.2.1) as a modem reads it for text mode and for routing.</summary>
internal sealed record DeliverFrame(byte FirstOctet, AddressField Originator, byte Pid, byte[] ServiceCentreTimestamp, UserDataField UserData)
{
    public static byte[] Compose(AddressField originator, byte pid, UserDataField userData, DateTimeOffset time)
    {
        // TP-MTI 00, TP-MMS 1: no more messages wait.
        var first = (byte)(0x04 | (userData.HasHeader ? 0x40 : 0));
        return [first, .. originator.Octets, pid, userData.Dcs, .. Timestamp.Encode(time), userData.Length, .. userData.Octets];
    }

    /// <summary>One part of a text that comes from outside.</summary>
    public static byte[] Compose(AddressField originator, SmsSegment segment, DateTimeOffset time)
    {
        var submit = new SubmitTpdu
        {
            Destination = new SmsAddress("1", TypeOfNumber.Unknown, NumberingPlan.Isdn),
            DataCoding = segment.DataCoding,
            UserData = segment.UserData,
        };
        var octets = Convert.FromHexString(new Pdu(null, submit).ToHex());
        return SubmitFrame.TryParse(octets.AsSpan(1), out var frame)
            ? Compose(originator, frame!.Pid, frame.UserData, time)
            : throw new InvalidOperationException($"The composed part {Convert.ToHexString(octets)} is no SMS-SUBMIT.");
    }

    public static bool TryParse(ReadOnlySpan<byte> tpdu, out DeliverFrame? frame)
    {
        frame = null;
        var position = 1;
        if (tpdu.Length < 1 || (tpdu[0] & 3) != 0) return false;
        if (!AddressField.TryRead(tpdu, ref position, out var originator)) return false;
        if (position + 9 > tpdu.Length) return false;
        var pid = tpdu[position];
        var dcs = tpdu[position + 1];
        var time = tpdu.Slice(position + 2, 7).ToArray();
        if (!UserDataField.TryRead(tpdu, position + 9, (tpdu[0] & 0x40) != 0, dcs, out var userData)) return false;
        frame = new DeliverFrame(tpdu[0], originator!, pid, time, userData!);
        return true;
    }
}
