using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>How messages look in text mode, and how one typed in it becomes a TPDU (3GPP TS 27.005 §3).</summary>
internal static class TextMode
{
    private static readonly string[] StateNames = ["REC UNREAD", "REC READ", "STO UNSENT", "STO SENT"];

    /// <summary>Header and text of a stored message, for AT+CMGR or (with fewer details) AT+CMGL.</summary>
    public static IEnumerable<string> Describe(SimulatedModem modem, StoredMessage message, string head, bool details, bool inList)
    {
        var state = $"\"{StateNames[(int)message.State]}\"";
        if (DeliverFrame.TryParse(message.Tpdu, out var deliver))
            return [$"{head}{state},{Quote(modem, deliver!.Originator.Text)},{modem.Options.Profile.NoName},\"{Timestamp.Format(deliver.ServiceCentreTimestamp)}\""
                + (details ? Tail(modem, message, deliver.Originator, deliver.FirstOctet, deliver.Pid, deliver.UserData, null, inList) : ""),
                TextCoding.ShowBody(modem.Settings, deliver.UserData)];
        if (SubmitFrame.TryParse(message.Tpdu, out var submit))
            return [$"{head}{state},{Quote(modem, submit!.Destination.Text)},{modem.Options.Profile.NoName}" + (inList ? "," : "")
                + (details ? Tail(modem, message, submit.Destination, submit.FirstOctet, submit.Pid, submit.UserData, submit.Validity, inList) : ""),
                TextCoding.ShowBody(modem.Settings, submit.UserData)];
        return StatusReportFrame.TryParse(message.Tpdu, out var report)
            ? [$"{head}{state},{Describe(modem, report!)}"]
            : [$"{head}{state},\"\",,", Convert.ToHexString(message.Tpdu)];
    }

    /// <summary>A report's fields, as +CDS and AT+CMGR give them.</summary>
    public static string Describe(SimulatedModem modem, StatusReportFrame report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.FirstOctet},{report.MessageReference},{Quote(modem, report.Recipient.Text)},{report.Recipient.TypeOfAddress},"
        + $"\"{Timestamp.Format(report.Submitted)}\",\"{Timestamp.Format(report.Discharged)}\",{report.Status}");

    /// <summary>A forwarded message: <c>+CMT: "+1555",,"26/01/01,00:00:00+00"</c>, then its text.</summary>
    public static IEnumerable<string> DescribeForwarded(SimulatedModem modem, DeliverFrame deliver)
    {
        var stored = new StoredMessage(SlotState.ReceivedUnread, AddressField.ServiceCentre(modem.Sim.Smsc), []);
        var details = modem.Settings.ShowHeaders ? Tail(modem, stored, deliver.Originator, deliver.FirstOctet, deliver.Pid, deliver.UserData, null, inList: false) : "";
        return [$"+CMT: {Quote(modem, deliver.Originator.Text)},{modem.Options.Profile.NoName},\"{Timestamp.Format(deliver.ServiceCentreTimestamp)}\"{details}",
            TextCoding.ShowBody(modem.Settings, deliver.UserData)];
    }

    /// <summary>The SMS-SUBMIT that a number and a typed body stand for; null: not possible with the settings.</summary>
    public static SubmitFrame? Compose(CommandCall call, byte[] body)
    {
        var settings = call.Modem.Settings;
        if (TextCoding.ReadBody(settings, body) is not { } userData) return null;
        var number = TextCoding.DecodeString(settings.CharacterSet, call.String(0));
        if (!call.TryNumber(1, -1, 128, 255, out var type) || !AddressField.Fits(number)) return null;
        var (firstOctet, validity, pid, _) = settings.TextParameters;
        var destination = AddressField.From(number, type < 0 ? null : (byte)type);
        return new SubmitFrame((byte)((firstOctet & ~3) | 1), destination, pid, (firstOctet & 0x18) == 0x10 ? [validity] : [], userData);
    }

    private static string Tail(SimulatedModem modem, StoredMessage message, AddressField address, byte firstOctet, byte pid, UserDataField userData,
        byte[]? validity, bool inList)
    {
        if (inList) return string.Create(CultureInfo.InvariantCulture, $",{address.TypeOfAddress},{userData.Length}");
        var period = validity is null ? "" : (validity.Length == 1 ? validity[0].ToString(CultureInfo.InvariantCulture) : "") + ",";
        var smsc = Quote(modem, modem.Sim.Smsc);
        var smscType = message.Smsc.Length > 1 ? message.Smsc[1] : 145;
        return string.Create(CultureInfo.InvariantCulture,
            $",{address.TypeOfAddress},{firstOctet},{pid},{userData.Dcs},{period}{smsc},{smscType},{userData.Length}");
    }

    private static string Quote(SimulatedModem modem, string text) => $"\"{TextCoding.EncodeString(modem.Settings.CharacterSet, text)}\"";
}
