using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>V.250 and what TS 27.007 has for the interface itself.</summary>
internal static class GeneralCommands
{
    private static readonly string[] CharacterSets = ["IRA", "GSM", "UCS2", "HEX"];

    public static void AddTo(CommandTable table)
    {
        table["E"] = Switch((settings, on) => settings.Echo = on);
        table["Q"] = Switch((settings, on) => settings.Quiet = on);
        table["V"] = Switch((settings, on) => settings.Verbose = on);
        table["Z"] = call => Restore(call, call.Modem.SavedSettings.Copy());
        table["&F"] = call => Restore(call, new TerminalSettings(call.Modem.Options.Profile));
        table["&W"] = Save;
        foreach (var name in (string[])["X", "L", "M", "&C", "&D", "&K", "&S", "&V", "\\Q"]) table[name] = _ => Outcome.Ok;
        table["+CMEE"] = CallExtensions.Number(0, 2, call => call.Modem.Settings.ErrorReporting, (call, n) => call.Modem.Settings.ErrorReporting = n);
        table["+CSCS"] = CharacterSet;
        table["+CFUN"] = Functionality;
        table["^RESET"] = RestartModem;
        table["+CPOF"] = PowerOff;
        table["+GCAP"] = CallExtensions.Text(_ => "+GCAP: +CGSM,+DS,+ES");
        table["+CPAS"] = CallExtensions.Text(_ => "+CPAS: 0");
        table["+CBC"] = CallExtensions.Text(_ => "+CBC: 0,100");
        table["+CCLK"] = Clock;
        table["+IPR"] = CallExtensions.Inert("115200", "(),(0,9600,19200,38400,57600,115200,921600)");
        table["+ICF"] = CallExtensions.Inert("3,3", "(1-6),(0-3)");
        table["+IFC"] = CallExtensions.Inert("0,0", "(0,2),(0,2)");
    }

    /// <summary>S-parameters of V.250 §5.3.2: kept, three digits when read.</summary>
    public static Outcome SParameter(CommandCall call)
    {
        var values = call.Modem.Settings.Inert;
        if (call.Kind == CommandKind.Set)
        {
            if (!call.TryNumber(0, 0, 0, 255, out var value)) return Outcome.Error;
            values[call.Name] = value.ToString("D3", CultureInfo.InvariantCulture);
            return Outcome.Ok;
        }
        var initially = call.Name switch { "S3" => "013", "S4" => "010", "S5" => "008", "S7" => "060", _ => "000" };
        return call.Kind == CommandKind.Read ? call.Say(values.GetValueOrDefault(call.Name, initially)) : Outcome.Error;
    }

    private static Func<CommandCall, Outcome> Switch(Action<TerminalSettings, bool> set) => call =>
    {
        if (!call.TryNumber(0, 0, 0, 1, out var number)) return Outcome.Error;
        set(call.Modem.Settings, number == 1);
        return Outcome.Ok;
    };

    private static Outcome Restore(CommandCall call, TerminalSettings settings)
    {
        call.Modem.Settings = settings;
        return Outcome.Ok;
    }

    private static Outcome Save(CommandCall call)
    {
        call.Modem.SavedSettings = call.Modem.Settings.Copy();
        return Outcome.Ok;
    }

    private static Outcome CharacterSet(CommandCall call)
    {
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CSCS: (" + string.Join(",", CharacterSets.Select(name => $"\"{name}\"")) + ")");
            case CommandKind.Read:
                return call.Say($"+CSCS: \"{call.Modem.Settings.CharacterSet}\"");
            case CommandKind.Set when CharacterSets.Contains(call.String(0).ToUpperInvariant()):
                call.Modem.Settings.CharacterSet = call.String(0).ToUpperInvariant();
                return Outcome.Ok;
            default:
                return Outcome.Cme(50);
        }
    }

    private static Outcome Functionality(CommandCall call)
    {
        var modem = call.Modem;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CFUN: (0,1,4),(0,1)");
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"+CFUN: {modem.Functionality}"));
            case CommandKind.Set when call.TryNumber(0, 1, 0, 4, out var level) && level is 0 or 1 or 4 && call.TryNumber(1, 0, 0, 1, out var reset):
                if (reset == 1) modem.CommandDelays.After(TimeSpan.Zero, () => modem.Restart(ResetLevel.Modem));
                else modem.SetFunctionality(level);
                return Outcome.Ok;
            default:
                return Outcome.Cme(50);
        }
    }

    /// <summary>Huawei's own.</summary>
    private static Outcome RestartModem(CommandCall call)
    {
        call.Modem.CommandDelays.After(TimeSpan.Zero, () => call.Modem.Restart(ResetLevel.Modem));
        return Outcome.Ok;
    }

    private static Outcome PowerOff(CommandCall call)
    {
        call.Modem.CommandDelays.After(TimeSpan.Zero, call.Modem.TurnOff);
        return Outcome.Ok;
    }

    private static Outcome Clock(CommandCall call)
    {
        var now = call.Modem.Air.Time.GetUtcNow();
        return call.Kind == CommandKind.Read
            ? call.Say(string.Create(CultureInfo.InvariantCulture, $"+CCLK: \"{now:yy}/{now:MM}/{now:dd},{now:HH}:{now:mm}:{now:ss}+00\""))
            : Outcome.Ok;
    }
}
