using Akka.Configuration;
using ModemActors.Ports;
using ModemActors.Protocol.Sms;

namespace ModemActors.Settings;

/// <summary>One modem: what it should be. Keys of <c>modem { }</c>, overridden by its own entry in <c>modems</c>.</summary>
public sealed record ModemSettings
{
    /// <summary>Name of the modem: letters, digits, <c>- _ .</c>, 64 characters at most.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is.</summary>
    public required PortAddress Port { get; init; }

    /// <summary>IMEI of the one modem that is taken, 14 to 16 digits; null = the one that was there first.</summary>
    public string? Imei { get; init; }

    /// <summary>True: whichever modem is at the port is taken, and none is looked for elsewhere.</summary>
    public bool TakesAnyModem { get; init; }

    /// <summary>How the port is opened.</summary>
    public required PortOptions PortOptions { get; init; }

    /// <summary>Name of the family, or <c>auto</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>How often the storage is listed, 1 s to 1 h.</summary>
    public required TimeSpan PollInterval { get; init; }

    /// <summary>How long the modem may take to answer a command, 500 ms to 5 min.</summary>
    public required TimeSpan CommandTimeout { get; init; }

    /// <summary>How long the network may take to accept a message, 5 s to 10 min.</summary>
    public required TimeSpan SendTimeout { get; init; }

    /// <summary>PIN of the SIM; null = none.</summary>
    public required string? Pin { get; init; }

    /// <summary>Number of the service centre; null = what the SIM says.</summary>
    public required SmsAddress? Smsc { get; init; }

    /// <summary>True: AT+CMGF=1, for modems that know nothing else.</summary>
    public required bool TextMode { get; init; }

    /// <summary>Memory in which the modem keeps messages: SM, ME or MT.</summary>
    public required string Storage { get; init; }

    /// <summary>True: a part is stored in the SIM first (AT+CMGW) and sent from there (AT+CMSS), so that the SIM knows whether it went out. False:
    /// it is sent as it is written (AT+CMGS).</summary>
    public required bool StoresFirst { get; init; }

    /// <summary>Ask for a delivery report for every message.</summary>
    public required bool DeliveryReport { get; init; }

    /// <summary>Shortest time from one message to the next.</summary>
    public required TimeSpan SendInterval { get; init; }

    /// <summary>Most messages in 24 hours; null = no limit.</summary>
    public required int? DailyLimit { get; init; }

    /// <summary>True: the port is released between poll cycles, so that other programs may use it (access = shared).</summary>
    public required bool IsShared { get; init; }

    /// <summary>While this file exists the port is let go of; null = none.</summary>
    public required string? SuspendFile { get; init; }

    /// <summary>Command of the shell's before the port is opened; null = none.</summary>
    public required string? BeforeOpen { get; init; }

    /// <summary>Command of the shell's after the port was closed, however that came about; null = none.</summary>
    public required string? AfterClose { get; init; }

    /// <summary>How long each of them may take, 1 s to 5 min.</summary>
    public required TimeSpan HoldTimeout { get; init; }

    internal static IReadOnlyList<ModemSettings> ReadAll(SettingsReader root, IReadOnlyDictionary<string, ModemProfile> profiles)
    {
        var modems = new List<ModemSettings>();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ports = new HashSet<string>();
        var readers = root.Items("modems", root.Config.GetConfig("modem")).ToList();
        if (readers.Count == 0)
            CheckDefaults(root, profiles);
        foreach (var reader in readers)
        {
            var modem = From(reader, profiles);
            if (!ids.Add(modem.Id))
                reader.Wrong("id", $"is '{modem.Id}' but another modem has that name");
            // several of one kind are told apart by who they are
            if (modem.Port is not (SimulatorPort or UsbPort) && !ports.Add(modem.Port.ToString()))
                reader.Wrong("port", $"is '{modem.Port}' but another modem has that port");
            if (reader.Switch("enabled"))
                modems.Add(modem);
        }

        return modems;
    }

    /// <summary>Where no modem is listed, the defaults are wrong all the same if they are.</summary>
    private static void CheckDefaults(SettingsReader root, IReadOnlyDictionary<string, ModemProfile> profiles)
    {
        var example = ConfigurationFactory.ParseString("{ id = example, port = simulator }");
        From(new SettingsReader(example.WithFallback(root.Config.GetConfig("modem")), root.At("modem").Path, root.Errors), profiles);
    }

    private static ModemSettings From(SettingsReader reader, IReadOnlyDictionary<string, ModemProfile> profiles)
    {
        var id = reader.Text("id");
        if (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            reader.Wrong("id", $"is '{id}' but must be 1 to 64 letters, digits, - _ or .");
        if (!PortAddress.TryParse(reader.Text("port"), out var port, out var reason))
            reader.Wrong("port", reason!);
        var profile = reader.Text("profile");
        if (profile != "auto" && !profiles.ContainsKey(profile))
            reader.Wrong("profile", $"is '{profile}' but must be auto or one of: {string.Join(", ", profiles.Keys)}");
        var pin = reader.Text("pin");
        if (pin.Length > 0 && (pin.Length is < 4 or > 8 || !pin.All(char.IsAsciiDigit)))
            reader.Wrong("pin", "must be 4 to 8 digits");
        var imei = reader.Text("imei");
        if (imei is not ("" or "any") && (imei.Length is < 14 or > 16 || !imei.All(char.IsAsciiDigit)))
            reader.Wrong("imei", $"is '{imei}' but must be 14 to 16 digits, any, or \"\"");
        if (imei.Length > 0 && port is ImeiPort)
            reader.Wrong("imei", "is set although the port is an IMEI already; leave it out");
        SmsAddress? smsc = null;
        if (reader.Text("smsc") is { Length: > 0 } number && !SmsAddress.TryParse(number, out smsc, out var why))
            reader.Wrong("smsc", why!);
        return new ModemSettings
        {
            Id = id,
            // a simulated modem is found again by the modem's own name
            Port = port is null or SimulatorPort { Name: "" } ? new SimulatorPort(id) : port,
            Imei = imei is "" or "any" ? null : imei,
            TakesAnyModem = imei == "any",
            PortOptions = new PortOptions { BaudRate = reader.Whole("baud-rate", 300, 4_000_000), LockFile = reader.Text("lock-file"), Purpose = id },
            Profile = profile,
            PollInterval = reader.Duration("poll-interval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            CommandTimeout = reader.Duration("command-timeout", TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5)),
            SendTimeout = reader.Duration("send-timeout", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)),
            Pin = pin.Length > 0 ? pin : null,
            Smsc = smsc,
            TextMode = reader.Choice("sms-mode", ("pdu", false), ("text", true)),
            Storage = reader.Choice("storage", ("SM", "SM"), ("ME", "ME"), ("MT", "MT")),
            StoresFirst = reader.Choice("send-mode", ("direct", false), ("stored", true)),
            DeliveryReport = reader.Switch("delivery-report"),
            SendInterval = reader.Duration("send-interval", TimeSpan.Zero, TimeSpan.FromHours(1)),
            DailyLimit = reader.Whole("daily-limit", 0, 1_000_000) is > 0 and var limit ? limit : null,
            IsShared = reader.Choice("access", ("exclusive", false), ("shared", true)),
            SuspendFile = TextOrNull(reader, "suspend-file"),
            BeforeOpen = TextOrNull(reader, "before-open"),
            AfterClose = TextOrNull(reader, "after-close"),
            HoldTimeout = reader.Duration("hold-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
        };
    }

    private static string? TextOrNull(SettingsReader reader, string key) => reader.Text(key) is { Length: > 0 } text ? text : null;
}
