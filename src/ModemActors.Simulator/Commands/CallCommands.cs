namespace ModemActors.Simulator;

/// <summary>Calls: reported when they come in; none can be made.</summary>
internal static class CallCommands
{
    public static void AddTo(CommandTable table)
    {
        table["D"] = _ => Outcome.NoCarrier;
        table["A"] = call => call.Modem.Call.End() ? Outcome.Ok : Outcome.NoCarrier;
        table["H"] = HangUp;
        table["+CHUP"] = HangUp;
        table["+CLIP"] = CallerIdentification;
        table["+CRC"] = CallExtensions.Number(0, 1, call => call.Modem.Settings.ExtendedRing ? 1 : 0, (call, n) => call.Modem.Settings.ExtendedRing = n == 1);
        table["+CLCC"] = ListCalls;
        table["+CVHU"] = CallExtensions.Inert("1", "(0,1)");
    }

    private static Outcome HangUp(CommandCall call)
    {
        call.Modem.Call.End();
        return Outcome.Ok;
    }

    private static Outcome CallerIdentification(CommandCall call)
    {
        var settings = call.Modem.Settings;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CLIP: (0,1)");
            case CommandKind.Read:
                return call.Say($"+CLIP: {(settings.CallerIdentification ? 1 : 0)},1");
            case CommandKind.Set when call.TryNumber(0, 0, 0, 1, out var n):
                settings.CallerIdentification = n == 1;
                return Outcome.Ok;
            default:
                return Outcome.Cme(50);
        }
    }

    private static Outcome ListCalls(CommandCall call)
    {
        if (call.Modem.Call.Caller is { } caller) call.Lines.Add($"+CLCC: 1,1,4,0,0,\"{caller}\",145");
        return Outcome.Ok;
    }
}
