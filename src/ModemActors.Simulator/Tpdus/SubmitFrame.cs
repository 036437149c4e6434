namespace ModemActors.Simulator;

/// <summary>An SMS-SUBMIT as a network takes it (3GPP TS 23.040 §9.2.2.2): the fields that it routes by, the rest as octets.</summary>
internal sealed record SubmitFrame(byte FirstOctet, AddressField Destination, byte Pid, byte[] Validity, UserDataField UserData)
{
    public bool ReportRequested => (FirstOctet & 0x20) != 0;

    /// <summary>How long the network may try, or null: as long as it likes.</summary>
    public TimeSpan? RelativeValidity => (FirstOctet & 0x18) != 0x10 ? null : Validity[0] switch
    {
        <= 143 => TimeSpan.FromMinutes(5 * (Validity[0] + 1)),
        <= 167 => TimeSpan.FromHours(12) + TimeSpan.FromMinutes(30 * (Validity[0] - 143)),
        <= 196 => TimeSpan.FromDays(Validity[0] - 166),
        _ => TimeSpan.FromDays(7 * (Validity[0] - 192)),
    };

    /// <summary>The TPDU with this message reference.</summary>
    public byte[] ToOctets(byte messageReference) =>
        [FirstOctet, messageReference, .. Destination.Octets, Pid, UserData.Dcs, .. Validity, UserData.Length, .. UserData.Octets];

    public static bool TryParse(ReadOnlySpan<byte> tpdu, out SubmitFrame? frame)
    {
        frame = null;
        var position = 2;
        if (tpdu.Length < 2 || (tpdu[0] & 3) != 1) return false;
        if (!AddressField.TryRead(tpdu, ref position, out var destination) || destination!.Length == 0) return false;
        var validityLength = (tpdu[0] & 0x18) switch { 0x00 => 0, 0x10 => 1, _ => 7 };
        if (position + 2 + validityLength > tpdu.Length) return false;
        var pid = tpdu[position];
        var dcs = tpdu[position + 1];
        var validity = tpdu.Slice(position + 2, validityLength).ToArray();
        if (!UserDataField.TryRead(tpdu, position + 2 + validityLength, (tpdu[0] & 0x40) != 0, dcs, out var userData)) return false;
        frame = new SubmitFrame(tpdu[0], destination, pid, validity, userData!);
        return true;
    }

    /// <summary>The SMS-DELIVER that the receiver gets (§9.2.2.1): user data and its header as they are.</summary>
    public byte[] ToDeliver(string originator, DateTimeOffset serviceCentreTime) =>
        DeliverFrame.Compose(AddressField.From(originator), Pid, UserData, serviceCentreTime);

    /// <summary>The SMS-STATUS-REPORT that the sender gets (§9.2.2.3).</summary>
    public byte[] ToStatusReport(byte messageReference, DateTimeOffset serviceCentreTime, DateTimeOffset discharged, byte status) =>
        [0x06, messageReference, .. Destination.Octets, .. Timestamp.Encode(serviceCentreTime), .. Timestamp.Encode(discharged), status];
}
