namespace ModemActors.Simulator;

/// <summary>What AT+CPIN? says.</summary>
internal enum PinState
{
    Ready,
    Pin,
    Puk,
    NotInserted,
}

/// <summary>The SIM: its lock and what it remembers through resets.</summary>
internal sealed class SimCard
{
    private const int PinAttempts = 3;
    private readonly SimulatedModemOptions _options;
    private string _pin;
    private int _attemptsLeft = PinAttempts;

    public SimCard(SimulatedModemOptions options)
    {
        _options = options;
        _pin = options.Pin;
        Smsc = options.Smsc;
        PowerUp();
    }

    public PinState State { get; private set; }

    public bool PinRequired => _pin.Length > 0;

    /// <summary>The service centre's number (EF-SMSP).</summary>
    public string Smsc { get; set; }

    /// <summary>After power-up the SIM asks again.</summary>
    public void PowerUp()
    {
        if (!_options.SimInserted) State = PinState.NotInserted;
        else if (_attemptsLeft == 0) State = PinState.Puk;
        else State = PinRequired ? PinState.Pin : PinState.Ready;
    }

    /// <summary>Enters a PIN; false: wrong. After three wrong ones the SIM wants the PUK.</summary>
    public bool EnterPin(string pin)
    {
        if (pin == _pin)
        {
            _attemptsLeft = PinAttempts;
            State = PinState.Ready;
            return true;
        }
        if (--_attemptsLeft == 0) State = PinState.Puk;
        return false;
    }

    /// <summary>Unblocks the SIM and gives it a new PIN; false: wrong PUK.</summary>
    public bool EnterPuk(string puk, string newPin)
    {
        if (puk != _options.Puk) return false;
        _pin = newPin;
        return EnterPin(newPin);
    }

    /// <summary>AT+CLCK="SC" and AT+CPWD="SC"; false: wrong PIN.</summary>
    public bool ChangePin(string oldPin, string newPin)
    {
        if (PinRequired && !EnterPin(oldPin)) return false;
        _pin = newPin;
        return true;
    }
}
