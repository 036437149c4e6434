namespace ModemActors.Simulator;

/// <summary>PIN and PUK (3GPP TS 27.007 §8.3, §7.4, §7.5).</summary>
internal static class SecurityCommands
{
    private const string SimLock = "SC";

    public static void AddTo(CommandTable table)
    {
        table["+CPIN"] = Pin;
        table["+CLCK"] = Lock;
        table["+CPWD"] = ChangePassword;
    }

    private static Outcome Pin(CommandCall call)
    {
        var modem = call.Modem;
        if (call.Kind == CommandKind.Test) return Outcome.Ok;
        if (modem.Sim.State == PinState.NotInserted) return Outcome.Cme(10);
        if (modem.Sim.State == PinState.Ready && !modem.SimIsOpen) return Outcome.Cme(14);
        return call.Kind switch
        {
            CommandKind.Read => call.Say("+CPIN: " + modem.Sim.State switch { PinState.Pin => "SIM PIN", PinState.Puk => "SIM PUK", _ => "READY" }),
            CommandKind.Set => Enter(call),
            _ => Outcome.Error,
        };
    }

    private static Outcome Enter(CommandCall call)
    {
        var modem = call.Modem;
        var pin = call.String(0);
        switch (modem.Sim.State)
        {
            case PinState.Ready:
                return Outcome.Cme(3);
            case PinState.Puk when !call.Has(1):
                return Outcome.Cme(12);
            case PinState.Puk when modem.Sim.EnterPuk(pin, call.String(1)):
            case PinState.Pin when modem.Sim.EnterPin(pin):
                modem.OpenSim();
                return Outcome.Ok;
            default:
                return modem.Sim.State == PinState.Puk ? Outcome.Cme(12) : Outcome.Cme(16);
        }
    }

    private static Outcome Lock(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return call.Say("+CLCK: (\"SC\")");
        var sim = call.Modem.Sim;
        if (call.String(0) != SimLock || !call.TryNumber(1, -1, 0, 2, out var mode)) return Outcome.Cme(4);
        return mode switch
        {
            2 => call.Say(sim.PinRequired ? "+CLCK: 1" : "+CLCK: 0"),
            0 => !sim.PinRequired || sim.ChangePin(call.String(2), "") ? Outcome.Ok : Outcome.Cme(16),
            1 => !sim.PinRequired && sim.ChangePin("", call.String(2)) ? Outcome.Ok : Outcome.Cme(16),
            _ => Outcome.Cme(50),
        };
    }

    private static Outcome ChangePassword(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return call.Say("+CPWD: (\"SC\",8)");
        if (call.String(0) != SimLock) return Outcome.Cme(4);
        return call.Modem.Sim.PinRequired && call.Modem.Sim.ChangePin(call.String(1), call.String(2)) ? Outcome.Ok : Outcome.Cme(16);
    }
}
