using System.Net;
using Akka.Configuration;
using ModemActors.Settings;
using Serilog.Events;

namespace ModemActors.Service.Configuration;

/// <summary>What concerns the program, not the actors.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Where HTTP listens; empty = no HTTP.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    public required LogEventLevel LogLevel { get; init; }

    /// <summary>Directory of the rolling log file; empty = console only.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Days that log files are kept.</summary>
    public required int LogFilesKept { get; init; }

    /// <exception cref="SettingsException">A value is wrong.</exception>
    public static ServiceSettings From(Config config)
    {
        var user = config.GetConfig(ModemActorsSettings.Root);
        var reference = ModemActorsSettings.Reference.GetConfig(ModemActorsSettings.Root);
        var errors = new List<SettingsError>();
        var root = new SettingsReader(user is null ? reference : user.WithFallback(reference), ModemActorsSettings.Root, errors);
        var log = root.At("log");
        var settings = new ServiceSettings
        {
            Urls = ReadUrls(root.At("api")),
            LogLevel = log.Choice(
                "level",
                ("info", LogEventLevel.Information), ("debug", LogEventLevel.Debug), ("warning", LogEventLevel.Warning),
                ("error", LogEventLevel.Error)),
            LogDirectory = log.Text("directory"),
            LogFilesKept = log.Whole("keep", 1, 3650),
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
