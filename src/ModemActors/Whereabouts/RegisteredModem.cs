using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Whereabouts;

/// <summary>A configured modem: who it must be, who it was, and where it is now.</summary>
internal sealed class RegisteredModem(ModemSettings settings)
{
    /// <summary>Hundreds of modems may be missing at once, and looking at every name for each of them is work.</summary>
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private DateTimeOffset _looksElsewhereAt;
    private TimeSpan _wait = s_shortestWait;

    public ModemSettings Settings => settings;

    public string Id => settings.Id;

    public PortAddress Port => settings.Port;

    /// <summary>The IMEI that the configuration demands; null = none.</summary>
    public string? Pinned => settings.Port is ImeiPort port ? port.Imei : settings.Imei;

    /// <summary>Who it was when it was last seen; null = it never was, or was configured otherwise then.</summary>
    public ModemOnRecord? Record { get; set; }

    /// <summary>The IMEI that it should have; null = whatever is found.</summary>
    public string? Expected => Pinned ?? (settings.TakesAnyModem ? null : Imei.Significance(Record?.Imei) is null ? null : Record!.Imei);

    /// <summary>The USB socket and interface where it was last; null = not known.</summary>
    public UsbPlace? Place => Record is { UsbPath: { } path, UsbInterface: { } number } ? new UsbPlace(path, number) : null;

    /// <summary>The port that is open for it, or being opened; null = none.</summary>
    public PortCandidate? Target { get; set; }

    /// <summary>True: the right modem answered at <see cref="Target"/>.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>The IMEI that was said at <see cref="Target"/>.</summary>
    public string? Answered { get; set; }

    /// <summary>A modem that nobody knows at this one's place, and since when; null = none.</summary>
    public (string Key, string Imei, DateTimeOffset Since)? Stranger { get; set; }

    /// <summary>The IMEI of a stranger that takes the modem's place.</summary>
    public string? Successor { get; set; }

    public bool LooksElsewhere(DateTimeOffset now) => now >= _looksElsewhereAt;

    public void FoundNothingElsewhere(DateTimeOffset now)
    {
        _looksElsewhereAt = now + _wait;
        _wait = _wait * 2 < s_longestWait ? _wait * 2 : s_longestWait;
    }

    /// <summary>Something has moved: it may be elsewhere now.</summary>
    public void LookElsewhereNow() => (_looksElsewhereAt, _wait) = (default, s_shortestWait);
}
