using Akka.Configuration;
using ModemActors.Service.Logging;
using ModemActors.Service.Upkeep;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Service.Configuration;

/// <summary>What concerns the program, not the actors.</summary>
internal sealed record ServiceSettings
{
    /// <summary>How HTTP is offered.</summary>
    public required ApiSettings Api { get; init; }

    /// <summary>Where HTTP listens; empty = no HTTP.</summary>
    public IReadOnlyList<string> Urls => Api.Urls;

    public required LogSettings Log { get; init; }

    public required TelemetrySettings Telemetry { get; init; }

    public required BackupSettings Backup { get; init; }

    /// <summary>How long things are kept.</summary>
    public required Retention Retention { get; init; }

    /// <exception cref="SettingsException">A value is wrong.</exception>
    public static ServiceSettings From(Config config)
    {
        var user = config.GetConfig(ModemActorsSettings.Root);
        var reference = ModemActorsSettings.Reference.GetConfig(ModemActorsSettings.Root);
        var errors = new List<SettingsError>();
        var root = new SettingsReader(user is null ? reference : user.WithFallback(reference), ModemActorsSettings.Root, errors);
        var retention = root.At("retention");
        var settings = new ServiceSettings
        {
            Api = ApiSettings.From(root.At("api")),
            Log = LogSettings.From(root.At("log")),
            Telemetry = TelemetrySettings.From(root.At("telemetry")),
            Backup = BackupSettings.From(root.At("backup")),
            Retention = new Retention
            {
                Messages = retention.DurationOrForever("messages", TimeSpan.FromDays(1), TimeSpan.FromDays(36500)),
                Samples = retention.DurationOrForever("samples", TimeSpan.FromHours(1), TimeSpan.FromDays(36500)),
            },
        };
        return errors.Count == 0 ? settings : throw new SettingsException(errors);
    }
}
