using ModemActors.Ports;

namespace ModemActors.Health;

/// <summary>
/// Which modems hang on which USB hub, and which of them are in trouble: several at once are one incident of the hub, to be healed by one reset of it, and not by one
/// reset each. No clock, no actor.
/// </summary>
internal sealed class HubIncidents
{
    /// <summary>Modems that fall sick within so much time of each other do so for one reason.</summary>
    private static readonly TimeSpan s_together = TimeSpan.FromMinutes(1);

    /// <summary>A hub that was reset is not reset again before.</summary>
    private static readonly TimeSpan s_betweenHubResets = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, string> _paths = [];
    private readonly Dictionary<string, DateTimeOffset> _sick = [];
    private readonly Dictionary<string, DateTimeOffset> _hubResets = [];

    /// <summary>The modem is this USB device; null = it is none, or none that is known.</summary>
    public void Locate(string modem, string? usbPath)
    {
        if (usbPath is not null)
            _paths[modem] = usbPath;
    }

    public void Set(string modem, bool isSick, DateTimeOffset now)
    {
        if (!isSick)
            _sick.Remove(modem);
        else
            _sick.TryAdd(modem, now);
    }

    /// <summary>Whether others hang on the same hub, so that it is worth waiting whether they fail as well.</summary>
    public bool HasNeighbours(string usbPath) => On(UsbTopology.HubOf(usbPath)).Count() > 1;

    /// <summary>The hub to be reset instead of this device; null = the device itself.</summary>
    public string? HubInstead(string usbPath, DateTimeOffset now)
    {
        var hub = UsbTopology.HubOf(usbPath);
        var modems = On(hub).ToArray();
        if (UsbTopology.IsRootHub(hub) || modems.Length < 2 || !modems.All(_sick.ContainsKey))
            return null;
        var since = modems.Select(modem => _sick[modem]).ToArray();
        var isOne = since.Max() - since.Min() <= s_together;
        return isOne && (!_hubResets.TryGetValue(hub, out var last) || now - last >= s_betweenHubResets) ? hub : null;
    }

    /// <summary>When this hub was reset last; null = never.</summary>
    public DateTimeOffset? ResetAt(string hub) => _hubResets.TryGetValue(hub, out var at) ? at : null;

    public void HubWasReset(string hub, DateTimeOffset now) => _hubResets[hub] = now;

    private IEnumerable<string> On(string hub) => _paths.Where(path => UsbTopology.HubOf(path.Value) == hub).Select(path => path.Key);
}
