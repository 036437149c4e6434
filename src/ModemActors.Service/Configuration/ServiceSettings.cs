using System.Net;
using Akka.Configuration;
using ModemActors.Service.Logging;
using ModemActors.Service.Upkeep;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Service.Configuration;

/// <summary>What concerns the program, not the actors.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Where HTTP listens; empty = no HTTP.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    public required LogSettings Log { get; init; }

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
            Urls = ReadUrls(root.At("api")),
            Log = LogSettings.From(root.At("log")),
            Backup = BackupSettings.From(root.At("backup")),
            Retention = new Retention
            {
                Messages = retention.DurationOrForever("messages", TimeSpan.FromDays(1), TimeSpan.FromDays(36500)),
                Samples = retention.DurationOrForever("samples", TimeSpan.FromHours(1), TimeSpan.FromDays(36500)),
            },
        };
        return errors.Count == 0 ? settings : throw new SettingsException(errors);
    }

    private static List<string> ReadUrls(SettingsReader api)
    {
        var urls = api.Text("urls").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
                api.Wrong("urls", $"has '{url}' but each must be like http://127.0.0.1:5001");
            else if (!IsLoopback(uri))
                api.Wrong("urls", $"has '{url}', which others can reach; without API keys"
                    + " only loopback addresses (127.0.0.1, [::1], localhost) are allowed");
        }

        return urls;
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
