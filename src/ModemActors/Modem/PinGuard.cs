namespace ModemActors.Modem;

/// <summary>
/// Remembers over restarts of the port that a SIM refused its PIN: three wrong ones lock it, so a refused PIN is never entered again before the
/// configuration (and with it this object) or the SIM changes.
/// </summary>
internal sealed class PinGuard(string? pin)
{
    private bool _refused;

    /// <summary>The PIN to enter; null if there is none or it was refused.</summary>
    public string? Usable => _refused ? null : pin;

    public bool WasRefused => _refused;

    public void Refused() => _refused = true;
}
