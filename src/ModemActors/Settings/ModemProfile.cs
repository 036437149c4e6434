using ModemActors.Protocol.At;

namespace ModemActors.Settings;

/// <summary>What differs between families of modems, as data.</summary>
/// <param name="Name">Name under <c>profiles { }</c>.</param>
/// <param name="Match">Parts of "manufacturer model" by which <c>profile = auto</c> recognises the family, any case.</param>
/// <param name="Notification">Settings of AT+CNMI in order of preference; the first that the modem takes is used.</param>
/// <param name="Iccid">The command that reads the SIM's number.</param>
/// <param name="EpsRegistration">True: registration is asked by AT+CEREG too (LTE).</param>
/// <param name="SendsPrompt">False: firmware that does not prompt for a message's body.</param>
public sealed record ModemProfile(
    string Name,
    IReadOnlyList<string> Match,
    IReadOnlyList<NotificationSettings> Notification,
    IccidVariant Iccid,
    bool EpsRegistration,
    bool SendsPrompt = true)
{
    /// <summary>The command that makes the modem restart, for example <c>AT+CFUN=1,1</c>.</summary>
    public required string Reset { get; init; }

    /// <summary>The level of AT+CFUN that switches the radio off and back on with 1: 4 (flight mode) or 0 (minimum).</summary>
    public required int RadioOff { get; init; }

    /// <summary>Commands that the family needs to be said after every opening and restart, in order; an error is no harm.</summary>
    public required IReadOnlyList<string> SetUp { get; init; }

    /// <summary>The command that tells how many wrong PINs the SIM still takes.</summary>
    public required string PinTries { get; init; }

    /// <summary>True: firmware whose AT+CMGL falls silent; the memory is read slot by slot.</summary>
    public required bool ListsSlotBySlot { get; init; }

    /// <summary>The family of modems that none of the others knows.</summary>
    public const string Generic = "generic";

    /// <summary>True if the modem that calls itself so belongs to this family.</summary>
    public bool Fits(string manufacturerAndModel) => Match.Any(part => manufacturerAndModel.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The family of the modem that calls itself so: one that is named after the model before one that is named after the manufacturer.</summary>
    /// <param name="profiles">All there are.</param>
    /// <param name="manufacturer">AT+CGMI; null = not told.</param>
    /// <param name="model">AT+CGMM; null = not told.</param>
    /// <returns>Null = none knows it.</returns>
    public static ModemProfile? Of(IEnumerable<ModemProfile> profiles, string? manufacturer, string? model)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var fitting = profiles.Where(profile => profile.Fits($"{manufacturer} {model}")).ToList();
        return fitting.FirstOrDefault(profile => profile.Fits(model ?? "")) ?? fitting.FirstOrDefault();
    }

    internal static Dictionary<string, ModemProfile> ReadAll(SettingsReader profiles)
    {
        var generic = profiles.Config.GetConfig(Generic);
        return profiles.Config.Root.GetObject().Items.Keys.ToDictionary(
            name => name,
            name => From(name, new SettingsReader(profiles.Config.GetConfig(name).WithFallback(generic), $"{profiles.Path}.{name}", profiles.Errors)));
    }

    private static ModemProfile From(string name, SettingsReader reader)
    {
        var notification = new List<NotificationSettings>();
        foreach (var text in reader.Texts("notification"))
        {
            var numbers = text.Split(',').Select(part => int.TryParse(part, out var number) ? number : -1).ToArray();
            if (numbers.Length == 5 && numbers.All(number => number is >= 0 and <= 9))
                notification.Add(new NotificationSettings(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
            else
                reader.Wrong("notification", $"has '{text}' but each must be the five numbers of AT+CNMI, for example \"2,1,0,1,0\"");
        }

        var iccid = reader.Choice("iccid", [.. Enum.GetValues<IccidVariant>().Select(variant => (new ReadIccid(variant).Text, variant))]);
        var registration = reader.Texts("registration");
        foreach (var unknown in registration.Where(command => command is not ("CREG" or "CEREG")))
            reader.Wrong("registration", $"names '{unknown}' but must name CREG, CEREG or both");
        return new ModemProfile(name, reader.Texts("match"), notification, iccid, registration.Contains("CEREG"), reader.Choice("prompt", ("expected", true), ("none", false)))
        {
            Reset = Command(reader, "reset"),
            PinTries = Command(reader, "pin-tries"),
            SetUp = Commands(reader, "set-up"),
            ListsSlotBySlot = reader.Choice("listing", ("whole", false), ("slot-by-slot", true)),
            RadioOff = reader.Choice("radio-off", ("4", 4), ("0", 0)),
        };
    }

    private static string Command(SettingsReader reader, string key)
    {
        var command = reader.Text(key);
        if (!IsCommand(command))
            reader.Wrong(key, $"is '{command}' but must be an AT command like \"AT+CFUN=1,1\"");
        return command;
    }

    private static IReadOnlyList<string> Commands(SettingsReader reader, string key)
    {
        var commands = reader.Texts(key);
        foreach (var wrong in commands.Where(command => !IsCommand(command)))
            reader.Wrong(key, $"has '{wrong}' but each must be an AT command like \"AT^CURC=0\"");
        return commands;
    }

    private static bool IsCommand(string text) =>
        text.StartsWith("AT", StringComparison.OrdinalIgnoreCase) && text.Length is > 2 and <= 200 && text.All(c => c is >= ' ' and < (char)0x7f);
}
