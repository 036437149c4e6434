using System.Net;
using System.Net.Sockets;

namespace ModemActors.Relay;

/// <summary>Decides where webhooks may go: by the name that the configuration has, and by the address that the name leads to when the connection is made.</summary>
internal sealed class TargetGuard
{
    private static readonly IPNetwork[] s_private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "::/127",
            "64:ff9b:1::/48", "fc00::/7", "fec0::/10",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // nothing that takes webhooks lives there, but clouds keep their machines' passwords at one of them
    private static readonly IPNetwork[] s_never =
        [.. new[] { "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "fe80::/10", "ff00::/8" }.Select(network => IPNetwork.Parse(network))];

    private readonly List<string> _names = [];
    private readonly List<IPNetwork> _networks = [];
    private readonly bool _privateAddresses;

    /// <param name="allowed">Names and addresses; empty = all.</param>
    /// <param name="privateAddresses">Whether private addresses that no entry names are fine.</param>
    public TargetGuard(IReadOnlyList<string> allowed, bool privateAddresses)
    {
        foreach (var entry in allowed)
        {
            if (TryNetwork(entry, out var network))
                _networks.Add(network);
            else
                _names.Add(entry);
        }

        _privateAddresses = privateAddresses;
    }

    /// <summary>Whether an entry of the list is a name or an address.</summary>
    public static bool Understands(string entry) =>
        TryNetwork(entry, out _) || Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry) == UriHostNameType.Dns;

    /// <summary>Why a connection must not be made; null if it may.</summary>
    public string? Refusal(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Contains(_networks, plain))
            return null;
        if (Contains(s_never, plain))
            return $"{host} leads to {plain}, where no webhook may go (link-local, multicast or reserved; handlers.allowed-hosts can allow it)";
        if (_names.Count + _networks.Count > 0 && !_names.Exists(name => IsNamed(host, name)))
            return $"{host} ({plain}) is not among handlers.allowed-hosts";
        return !_privateAddresses && Contains(s_private, plain)
            ? $"{host} leads to {plain}, a private address (handlers.private-addresses = off)"
            : null;
    }

    private static bool Contains(IEnumerable<IPNetwork> networks, IPAddress address) => networks.Any(network => network.Contains(address));

    private static bool IsNamed(string host, string name) => name.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, name, StringComparison.OrdinalIgnoreCase);

    private static bool TryNetwork(string entry, out IPNetwork network)
    {
        if (IPAddress.TryParse(entry, out var address))
        {
            network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
            return true;
        }

        return IPNetwork.TryParse(entry, out network);
    }
}
