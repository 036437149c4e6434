using System.Text;
using ModemActors.Relay;

namespace ModemActors.Settings;

/// <summary>Who gets events, and how.</summary>
public sealed record HandlerSettings
{
    /// <summary>The program; null = none.</summary>
    public required ExecSettings? Exec { get; init; }

    /// <summary>The addresses; names are unique.</summary>
    public required IReadOnlyList<WebhookSettings> Webhooks { get; init; }

    /// <summary>How long a webhook may take to answer, 1 s to 5 min.</summary>
    public required TimeSpan WebhookTimeout { get; init; }

    /// <summary>Names (<c>example.com</c>, <c>*.example.com</c>) and addresses (<c>10.0.0.0/8</c>) that webhooks may go to; empty = all.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>Whether webhooks may go to addresses of this machine and of private networks that <see cref="AllowedHosts"/> does not name.</summary>
    public required bool PrivateAddresses { get; init; }

    /// <summary>How long events are kept that a handler never took, 1 h to 1 a.</summary>
    public required TimeSpan KeepDead { get; init; }

    internal static HandlerSettings From(SettingsReader reader)
    {
        var hosts = reader.Texts("allowed-hosts");
        foreach (var host in hosts.Where(host => !TargetGuard.Understands(host)))
            reader.Wrong("allowed-hosts", $"has '{host}' but each must be a name (example.com, *.example.com) or an address (10.0.0.0/8, 192.0.2.7)");
        return new HandlerSettings
        {
            Exec = ExecSettings.From(reader),
            Webhooks = WebhookSettings.ReadAll(reader),
            WebhookTimeout = reader.Duration("webhook-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            AllowedHosts = hosts,
            PrivateAddresses = reader.Switch("private-addresses"),
            KeepDead = reader.Duration("keep-dead", TimeSpan.FromHours(1), TimeSpan.FromDays(365)),
        };
    }

    /// <summary>The patterns of a list of events; each must stand for something.</summary>
    internal static IReadOnlyList<string> Events(SettingsReader reader, string key)
    {
        var patterns = reader.Texts(key);
        if (patterns.Count > 0 && !EventFilter.TryParse(patterns, out _, out var wrong))
            reader.Wrong(key, $"has '{wrong}', which stands for no event; there are: {string.Join(", ", EventTypes.All)}, and with a star: message.*");
        return patterns.Count > 0 ? patterns : [EventTypes.Received];
    }
}

/// <summary>A program that gets events.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Events">Which events: names, or beginnings with a star.</param>
/// <param name="Timeout">How long it may run, 1 s to 1 h.</param>
/// <param name="Concurrency">How many of it may run at once, 1 to 100.</param>
public sealed record ExecSettings(IReadOnlyList<string> Command, IReadOnlyList<string> Events, TimeSpan Timeout, int Concurrency)
{
    internal const string Name = "exec";

    internal static ExecSettings? From(SettingsReader reader)
    {
        const string Key = "exec";
        var isList = reader.Config.GetValue(Key) is { } value && SettingsReader.IsList(value);
        var command = isList ? reader.Texts(Key) : reader.Text(Key) is { Length: > 0 } program ? [program] : [];
        if (!isList && command is [var path] && path.Contains(' ') && !File.Exists(path))
            reader.Wrong(Key, $"is '{path}', which is no file; a program with arguments is a list: [\"python3\", \"/opt/inbound.py\"]");
        else if (isList && (command.Count == 0 || string.IsNullOrWhiteSpace(command[0])))
            reader.Wrong(Key, "must begin with the program: [\"python3\", \"/opt/inbound.py\"]");
        var (events, timeout) = (
            HandlerSettings.Events(reader, "exec-events"), reader.Duration("exec-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
        var concurrency = reader.Whole("exec-concurrency", 1, 100);
        return command.Count == 0 ? null : new ExecSettings(command, events, timeout, concurrency);
    }
}

/// <summary>An address that gets events.</summary>
/// <param name="Name">Its name; the queue is known by it.</param>
/// <param name="Url">The address; user and password in it go as Basic authentication.</param>
/// <param name="Keys">The keys that sign, newest first; empty = unsigned.</param>
/// <param name="Events">Which events: names, or beginnings with a star.</param>
/// <param name="Concurrency">How many requests may be under way at once, 1 to 100.</param>
public sealed record WebhookSettings(
    string Name, Uri Url, IReadOnlyList<ReadOnlyMemory<byte>> Keys, IReadOnlyList<string> Events, int Concurrency)
{
    private const string SecretPrefix = "whsec_";
    private const int LongestName = 80;

    /// <summary>The address without user and password.</summary>
    public string Target => new UriBuilder(Url) { UserName = "", Password = "" }.Uri.ToString();

    internal static List<WebhookSettings> ReadAll(SettingsReader handlers)
    {
        var defaults = Akka.Configuration.ConfigurationFactory.ParseString("{ name = \"\", secret = \"\", secrets = [], events = [], concurrency = 4 }");
        var webhooks = new List<WebhookSettings>();
        foreach (var item in handlers.Items("webhooks", defaults))
        {
            if (!Uri.TryCreate(item.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                item.Wrong("url", $"is '{item.Text("url")}' but must be an address like https://example.com/hooks/sms");
                continue;
            }

            var name = item.Text("name") is { Length: > 0 } given ? given : NameOf(url);
            if (name.Length > LongestName || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
                item.Wrong("name", $"is '{name}' but must have 1 to {LongestName} letters, digits, - _ .");
            else if (name == ExecSettings.Name || webhooks.Exists(other => other.Name == name))
                item.Wrong("name", $"is '{name}', which another handler has already; give each webhook a name of its own");
            webhooks.Add(new WebhookSettings(
                name, url, [.. ReadKeys(item)], HandlerSettings.Events(item, "events"), item.Whole("concurrency", 1, 100)));
        }

        return webhooks;
    }

    /// <summary>Host and path, so that the queue stays the same as long as the address does.</summary>
    private static string NameOf(Uri url)
    {
        var name = new StringBuilder(url.Host);
        if (!url.IsDefaultPort)
            name.Append('-').Append(url.Port);
        foreach (var c in url.AbsolutePath.TrimEnd('/'))
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '-');
        var text = name.ToString().Trim('-', '[', ']').Replace(':', '-');
        return text.Length > LongestName ? text[..LongestName] : text;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ReadKeys(SettingsReader item)
    {
        foreach (var secret in item.Texts("secrets").Prepend(item.Text("secret")).Where(secret => secret.Length > 0))
        {
            var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
            var key = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, key, out var length))
                item.Wrong("secret", "must be whsec_ and base64; make one with: echo whsec_$(head -c 32 /dev/urandom | base64)");
            else if (length is < 16 or > 128)
                item.Wrong("secret", $"has {length} octets but must have 16 to 128 (24 to 64 is usual); make one with: echo whsec_$(head -c 32 /dev/urandom | base64)");
            else
                yield return key.AsMemory(0, length);
        }
    }
}
