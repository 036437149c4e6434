namespace ModemActors.Whereabouts;

/// <summary>Who answered at a port when it was last asked.</summary>
/// <param name="Port">The port.</param>
/// <param name="Imei">Null = nobody answered, or without saying who.</param>
/// <param name="At">When.</param>
/// <param name="Asked">How often in a row the same was found.</param>
internal sealed record PortSighting(PortCandidate Port, string? Imei, DateTimeOffset At, int Asked);

/// <summary>What is known of ports from having asked there. Not safe for several threads at once.</summary>
internal sealed class PortSightings(TimeProvider clock)
{
    /// <summary>What a port on USB said holds while the device stays plugged in, but not for ever.</summary>
    private static readonly TimeSpan s_plugged = TimeSpan.FromMinutes(10);

    /// <summary>Where plugging cannot be seen, and where nobody answered: asked again at growing distance.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, PortSighting> _byKey = [];

    public void Note(PortCandidate port, string? imei)
    {
        var before = _byKey.GetValueOrDefault(port.Key);
        var asked = before is not null && IsOf(before, port) && before.Imei == imei ? before.Asked + 1 : 1;
        _byKey[port.Key] = new PortSighting(port, imei, clock.GetUtcNow(), asked);
    }

    /// <summary>Ports have come or gone: what could not be seen there may be there now.</summary>
    public void ForgetSilence()
    {
        foreach (var key in _byKey.Where(pair => pair.Value.Imei is null || pair.Value.Port.Usb is null).Select(pair => pair.Key).ToList())
            _byKey.Remove(key);
    }

    /// <summary>What is known of this port and still holds; null = it must be asked.</summary>
    public PortSighting? Of(PortCandidate port) =>
        _byKey.GetValueOrDefault(port.Key) is { } sighting && IsOf(sighting, port) && IsFresh(sighting) ? sighting : null;

    /// <summary>Where this equipment was seen; the caller makes sure that the port is there still.</summary>
    public IEnumerable<PortSighting> Of(string imei) =>
        _byKey.Values.Where(sighting => Imei.Same(sighting.Imei, imei) && IsFresh(sighting));

    // the same name may be another device by now
    private static bool IsOf(PortSighting sighting, PortCandidate port) =>
        sighting.Port.Place == port.Place && sighting.Port.Usb?.DeviceNumber == port.Usb?.DeviceNumber;

    private bool IsFresh(PortSighting sighting)
    {
        var holds = sighting is { Imei: not null, Port.Usb: not null }
            ? s_plugged
            : Shorter(s_shortest * Math.Pow(2, Math.Min(sighting.Asked, 10) - 1), s_longest);
        return clock.GetUtcNow() - sighting.At < holds;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
