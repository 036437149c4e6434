using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>
/// Remembers what became of the PIN, over restarts of the port and of the program: three wrong ones lock the SIM, so a refused PIN is never entered again into the same
/// SIM before the configuration changes, and one of which nobody knows what became of it only once more.
/// </summary>
/// <param name="pin">As configured; null = none.</param>
/// <param name="record">Where it is remembered; null = in memory only.</param>
internal sealed class PinGuard(string? pin, PinRecord? record = null)
{
    private const int MostUnconfirmed = 2;

    private PinFate _fate = pin is null ? new PinFate() : record?.Read(pin) ?? new PinFate();

    /// <summary>The guard of a modem's PIN, with what is on record of it.</summary>
    public static PinGuard For(ModemSettings modem, string stateDirectory) => new(modem.Pin, new PinRecord(stateDirectory, modem.Id));

    /// <summary>The PIN to enter; null if there is none or it may not be entered again.</summary>
    public string? Usable => WasRefused ? null : pin;

    public bool WasRefused => _fate.IsRefused || _fate.Unconfirmed >= MostUnconfirmed;

    /// <summary>True: it was entered and nobody knows what became of it.</summary>
    public bool IsDoubtful => _fate.Unconfirmed > 0;

    /// <summary>Which SIM wants it; what another one made of it counts for nothing.</summary>
    /// <param name="iccid">Null = it does not say while it is locked.</param>
    public void Insert(string? iccid)
    {
        if (iccid is null || iccid == _fate.Sim)
            return;
        _fate = _fate.Sim is null ? _fate with { Sim = iccid } : new PinFate { Sim = iccid };
    }

    /// <summary>It goes on record before it goes to the SIM.</summary>
    /// <returns>Why it cannot go on record, so that it must not be entered; null = it is.</returns>
    public string? Entering()
    {
        _fate = _fate with { Unconfirmed = _fate.Unconfirmed + 1 };
        return Write();
    }

    /// <summary>The SIM was not ready to look at it.</summary>
    public void NotTaken()
    {
        _fate = _fate with { Unconfirmed = _fate.Unconfirmed - 1 };
        Write();
    }

    public void Accepted()
    {
        if (_fate.Unconfirmed == 0)
            return;
        _fate = _fate with { Unconfirmed = 0 };
        Write();
    }

    public void Refused()
    {
        _fate = _fate with { IsRefused = true };
        Write();
    }

    private string? Write() => pin is null ? null : record?.Write(pin, _fate);
}

/// <summary>What became of a PIN.</summary>
internal sealed record PinFate
{
    /// <summary>ICCID of the SIM that it was for; null = it did not say.</summary>
    public string? Sim { get; init; }

    public bool IsRefused { get; init; }

    /// <summary>How often it was entered without a word of what became of it.</summary>
    public int Unconfirmed { get; init; }
}
