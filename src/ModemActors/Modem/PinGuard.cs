namespace ModemActors.Modem;

/// <summary>
/// Remembers over restarts of the port what became of the PIN: three wrong ones lock the SIM, so a refused PIN is never entered again before the
/// configuration (and with it this object) changes, and one of which nobody knows what became of it only once more.
/// </summary>
internal sealed class PinGuard(string? pin)
{
    private const int MostUnconfirmed = 2;

    private bool _refused;
    private int _unconfirmed;

    /// <summary>The PIN to enter; null if there is none or it may not be entered again.</summary>
    public string? Usable => WasRefused ? null : pin;

    public bool WasRefused => _refused || _unconfirmed >= MostUnconfirmed;

    public void Entering() => _unconfirmed++;

    /// <summary>The SIM was not ready to look at it.</summary>
    public void NotTaken() => _unconfirmed--;

    public void Accepted() => _unconfirmed = 0;

    public void Refused() => _refused = true;
}
