using System.Net;
using ModemActors.Service.Http.Access;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Service.Configuration;

/// <summary>How HTTP is offered.</summary>
internal sealed record ApiSettings
{
    /// <summary>Where it listens; empty = no HTTP.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Keys that are good beside those of the store.</summary>
    public required IReadOnlyList<ApiKey> Keys { get; init; }

    /// <summary>Names by which the service may be called beside localhost, for requests without a key.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Origins whose pages may use it from a browser.</summary>
    public required IReadOnlyList<string> Cors { get; init; }

    /// <summary>Requests a second from each key, or from each address where there is none; 0 = no limit.</summary>
    public required int RateLimit { get; init; }

    /// <summary>Addresses that others than this machine can reach.</summary>
    public IEnumerable<string> UrlsBeyondLoopback => Urls.Where(url => !IsLoopback(new Uri(url)));

    public static ApiSettings From(SettingsReader api) => new()
    {
        Urls = ReadUrls(api),
        Keys = ReadKeys(api),
        Hosts = api.Texts("hosts"),
        Cors = ReadOrigins(api),
        RateLimit = api.Whole("rate-limit", 0, 1_000_000),
    };

    private static List<string> ReadUrls(SettingsReader api)
    {
        var urls = api.Text("urls").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
                api.Wrong("urls", $"has '{url}' but each must be like http://127.0.0.1:5001");
        }

        return urls;
    }

    private static List<ApiKey> ReadKeys(SettingsReader api)
    {
        var keys = new List<ApiKey>();
        foreach (var item in api.Items("keys"))
        {
            var (name, id, hash) = (item.Text("name"), item.Text("id"), item.Text("hash"));
            if (name.Length == 0)
                item.Wrong("name", "is required: whose key it is");
            if (!ApiKeySecret.IsId(id))
                item.Wrong("id", "must be the 8 characters that 'modemactors keys add NAME --print' shows");
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                item.Wrong("hash", "must be the 64 hexadecimal digits that 'modemactors keys add NAME --print' shows, never the key itself");
            var scope = item.Text("scope").Length == 0
                ? ApiScope.Send
                : item.Choice("scope", ("read", ApiScope.Read), ("send", ApiScope.Send), ("admin", ApiScope.Admin));
            if (hash.Length == 64 && hash.All(char.IsAsciiHexDigit))
                keys.Add(new ApiKey(id, name, scope, Convert.FromHexString(hash), DateTimeOffset.UnixEpoch));
        }

        return keys;
    }

    private static IReadOnlyList<string> ReadOrigins(SettingsReader api)
    {
        var origins = api.Texts("cors");
        foreach (var origin in origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
                || uri.GetLeftPart(UriPartial.Authority) != origin)
                api.Wrong("cors", $"has '{origin}' but each must be an origin like https://desk.example.com, without a path; * is not allowed");
        }

        return origins;
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
