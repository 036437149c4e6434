using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Settings;

namespace ModemActors.Health;

/// <summary>When a modem is to be asked for a sign of life, and for what. Recent work is one: whoever works is not asked needlessly.</summary>
internal sealed class LifeProbe
{
    /// <summary>Signal and registration are looked at this often at least, in checks, however busy the modem is.</summary>
    private const int ChecksBetweenLooks = 6;

    private ModemProfile? _profile;
    private IReadOnlyList<ModemSetting> _held = [];
    private bool _asking;
    private bool _worked;
    private int _checks;

    /// <summary>True: the modem is set up and takes what it is asked.</summary>
    public bool IsUsable { get; private set; }

    public void Settled(SettledModem modem, ModemProfile profile)
    {
        (IsUsable, _worked, _asking, _profile) = (true, true, false, profile);
        _held = modem.Problem is null ? modem.Settings : [];
    }

    public void Unavailable() => (IsUsable, _asking) = (false, false);

    /// <summary>It did what somebody asked.</summary>
    public void Worked() => _worked = true;

    /// <summary>It answered, or did not.</summary>
    public void Ended(bool isAnswered) => (_asking, _worked) = (false, isAnswered || _worked);

    /// <summary>A check is due; true: the modem is to be asked.</summary>
    public bool Check()
    {
        var skip = _worked && ++_checks < ChecksBetweenLooks;
        _worked = false;
        return !skip;
    }

    /// <summary>What it is to be asked; nothing while it is being asked, or cannot be.</summary>
    public IEnumerable<PortTransaction> Questions()
    {
        if (!IsUsable || _asking)
            yield break;
        (_asking, _checks) = (true, 0);
        yield return new ReadNetwork(_profile!.EpsRegistration);
        if (_held.Count > 0)
            yield return new CheckSettings(_held);
    }
}
