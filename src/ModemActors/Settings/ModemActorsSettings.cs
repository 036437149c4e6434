using Akka.Configuration;

namespace ModemActors.Settings;

/// <summary>Every setting, read and checked once. Defaults live in hocon/reference.conf and nowhere else.</summary>
public sealed record ModemActorsSettings
{
    /// <summary>The path of our section in a configuration.</summary>
    public const string Root = "modem-actors";

    private static readonly Lazy<Config> s_reference = new(LoadReference);

    private ModemActorsSettings()
    {
    }

    /// <summary>hocon/reference.conf: every key with its default.</summary>
    public static Config Reference => s_reference.Value;

    /// <summary>Name of this node in the store and in events.</summary>
    public required string Node { get; init; }

    /// <summary>Where messages are kept.</summary>
    public required StoreSettings Store { get; init; }

    /// <summary>Directory of what must survive a crash although the store may be out of reach: held ports, refused PINs. Made when needed.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The modems, enabled ones only, in the order of the configuration; ids are unique.</summary>
    public required IReadOnlyList<ModemSettings> Modems { get; init; }

    /// <summary>How messages go out.</summary>
    public required OutboxSettings Outbox { get; init; }

    /// <summary>How messages come in.</summary>
    public required InboxSettings Inbox { get; init; }

    /// <summary>How the SIM's storage is watched.</summary>
    public required CapacitySettings Capacity { get; init; }

    /// <summary>How modems are watched.</summary>
    public required HealthSettings Health { get; init; }

    /// <summary>Which modem may send to which number.</summary>
    public required Routing Routing { get; init; }

    /// <summary>Who gets events.</summary>
    public required HandlerSettings Handlers { get; init; }

    /// <summary>How long events are kept, 1 h to 1 a.</summary>
    public required TimeSpan EventRetention { get; init; }

    /// <summary>Families of modems by name.</summary>
    public required IReadOnlyDictionary<string, ModemProfile> Profiles { get; init; }

    /// <summary>
    /// Reads the section <c>modem-actors</c> of <paramref name="config"/> over the defaults.
    /// </summary>
    /// <exception cref="SettingsException">An unknown key, a wrong type or an impossible value; carries all of them.</exception>
    public static ModemActorsSettings From(Config config)
    {
        var user = config.GetConfig(Root) ?? Config.Empty;
        var reference = Reference.GetConfig(Root);
        var errors = new List<SettingsError>();
        UnknownKeys.Check(user, reference, errors);

        var root = new SettingsReader(user.IsEmpty ? reference : user.WithFallback(reference), Root, errors);
        var profiles = ModemProfile.ReadAll(root.At("profiles"));
        var store = StoreSettings.From(root.At("store"));
        var settings = new ModemActorsSettings
        {
            Node = root.Text("node") is { Length: > 0 } node ? node : Environment.MachineName,
            Store = store,
            StateDirectory = root.Text("state-directory") is { Length: > 0 } directory ? directory : Path.Combine(store.Directory, "state"),
            Modems = ModemSettings.ReadAll(root, profiles),
            Outbox = OutboxSettings.From(root.At("outbox")),
            Inbox = InboxSettings.From(root.At("inbox")),
            Capacity = CapacitySettings.From(root.At("capacity")),
            Health = HealthSettings.From(root.At("health")),
            Routing = Routing.From(root),
            Handlers = HandlerSettings.From(root.At("handlers")),
            EventRetention = root.At("events").Duration("retention", TimeSpan.FromHours(1), TimeSpan.FromDays(365)),
            Profiles = profiles,
        };
        return errors.Count == 0 ? settings : throw new SettingsException(errors);
    }

    private static Config LoadReference()
    {
        using var stream = typeof(ModemActorsSettings).Assembly.GetManifestResourceStream("ModemActors.reference.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
