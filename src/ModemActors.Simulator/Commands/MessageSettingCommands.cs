using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>Settings of the message service (3GPP TS 27.005 §3.2, §3.3, §3.4.1).</summary>
internal static class MessageSettingCommands
{
    public static void AddTo(CommandTable table)
    {
        table["+CMGF"] = CallExtensions.Number(0, 1, call => call.Modem.Settings.TextMode ? 1 : 0, (call, n) => call.Modem.Settings.TextMode = n == 1);
        table["+CSDH"] = CallExtensions.Number(0, 1, call => call.Modem.Settings.ShowHeaders ? 1 : 0, (call, n) => call.Modem.Settings.ShowHeaders = n == 1);
        table["+CMMS"] = CallExtensions.Number(0, 2, call => call.Modem.Settings.MoreMessages, (call, n) => call.Modem.Settings.MoreMessages = n);
        table["+CSMP"] = TextParameters;
        table["+CSMS"] = SmsService;
        table["+CSCA"] = new Func<CommandCall, Outcome>(ServiceCentre).NeedingMessaging();
        table["+CNMI"] = new Func<CommandCall, Outcome>(Notification).NeedingMessaging();
        table["+CPMS"] = new Func<CommandCall, Outcome>(Storage).NeedingMessaging();
        table["+CSCB"] = CallExtensions.Inert("0,\"\",\"\"", "(0,1)");
        table["+CGSMS"] = CallExtensions.Inert("1", "(0-3)");
    }

    private static Outcome TextParameters(CommandCall call)
    {
        var now = call.Modem.Settings.TextParameters;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CSMP: (0-255),(0-255),(0-255),(0-255)");
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"+CSMP: {now.FirstOctet},{now.Validity},{now.Pid},{now.Dcs}"));
            case CommandKind.Set when call.TryNumber(0, now.FirstOctet, 0, 255, out var firstOctet) && call.TryNumber(1, now.Validity, 0, 255, out var validity)
                && call.TryNumber(2, now.Pid, 0, 255, out var pid) && call.TryNumber(3, now.Dcs, 0, 255, out var dcs):
                call.Modem.Settings.TextParameters = ((byte)firstOctet, (byte)validity, (byte)pid, (byte)dcs);
                return Outcome.Ok;
            default:
                return Outcome.Cms(305);
        }
    }

    private static Outcome SmsService(CommandCall call)
    {
        var settings = call.Modem.Settings;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CSMS: (0,1)");
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"+CSMS: {settings.SmsService},1,1,1"));
            case CommandKind.Set when call.TryNumber(0, 0, 0, 1, out var service):
                settings.SmsService = service;
                return call.Say("+CSMS: 1,1,1");
            default:
                return Outcome.Cms(303);
        }
    }

    private static Outcome ServiceCentre(CommandCall call)
    {
        var modem = call.Modem;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return Outcome.Ok;
            case CommandKind.Read:
                var type = modem.Sim.Smsc.StartsWith('+') ? 145 : 129;
                return call.Say(string.Create(CultureInfo.InvariantCulture,
                    $"+CSCA: \"{TextCoding.EncodeString(modem.Settings.CharacterSet, modem.Sim.Smsc)}\",{type}"));
            case CommandKind.Set when call.Has(0):
                var number = TextCoding.DecodeString(modem.Settings.CharacterSet, call.String(0));
                if (number.Length > 0 && !AddressField.IsNumber(number)) return Outcome.Cms(330);
                modem.Sim.Smsc = call.String(1) == "145" && !number.StartsWith('+') ? "+" + number : number;
                return Outcome.Ok;
            default:
                return Outcome.Cms(330);
        }
    }

    private static Outcome Notification(CommandCall call)
    {
        var modem = call.Modem;
        var offered = modem.Options.Profile.NotificationModes;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CNMI: " + offered);
            case CommandKind.Read:
                return call.Say("+CNMI: " + string.Join(",", modem.Settings.Notification));
        }
        var ranges = offered.Split("),", StringSplitOptions.TrimEntries);
        var wanted = modem.Settings.Notification.ToArray();
        for (var i = 0; i < wanted.Length; i++)
            if (!call.TryNumber(i, wanted[i], 0, 9, out wanted[i]) || !IsOffered(ranges[i], wanted[i])) return Outcome.Cms(303);
        modem.Receiver.Notify(wanted);
        return Outcome.Ok;
    }

    // "(0,1,2" or "(0-2"
    private static bool IsOffered(string range, int value) => range.Trim('(', ')').Split(',').Any(item =>
        item.Split('-') is [var least, var most]
            ? value >= int.Parse(least, CultureInfo.InvariantCulture) && value <= int.Parse(most, CultureInfo.InvariantCulture)
            : value == int.Parse(item, CultureInfo.InvariantCulture));

    private static Outcome Storage(CommandCall call)
    {
        var (settings, memories) = (call.Modem.Settings, call.Modem.Memories);
        switch (call.Kind)
        {
            case CommandKind.Test:
                var all = "(" + string.Join(",", memories.Names.Select(name => $"\"{name}\"")) + ")";
                var writable = "(" + string.Join(",", memories.Names.Where(name => name != "SR").Select(name => $"\"{name}\"")) + ")";
                return call.Say($"+CPMS: {all},{writable},{writable}");
            case CommandKind.Read:
                return call.Say("+CPMS: " + string.Join(",",
                    Selected(settings).Select(name => string.Create(CultureInfo.InvariantCulture, $"\"{name}\",{Use(memories, name)}"))));
        }
        if (call.Kind != CommandKind.Set || call.Arguments.Count > 3 || !call.Has(0)) return Outcome.Cms(302);
        var names = Selected(settings);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (!call.Has(i)) continue;
            names[i] = call.String(i).ToUpperInvariant();
            if (memories.Find(names[i]) is null || (i > 0 && names[i] == "SR")) return Outcome.Cms(302);
        }
        (settings.ReadMemory, settings.WriteMemory, settings.ReceiveMemory) = (names[0], names[1], names[2]);
        call.Modem.NoticeRoom();
        return call.Say("+CPMS: " + string.Join(",", names.Select(name => Use(memories, name))));
    }

    private static string[] Selected(TerminalSettings settings) => [settings.ReadMemory, settings.WriteMemory, settings.ReceiveMemory];

    private static string Use(MessageMemories memories, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{memories.Find(name)!.Used},{memories.Find(name)!.Total}");
}
