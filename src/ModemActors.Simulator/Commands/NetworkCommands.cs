using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>Signal, registration, operator, supplementary services (3GPP TS 27.007 §7, §8).</summary>
internal static class NetworkCommands
{
    private const int EUtran = 7;

    public static void AddTo(CommandTable table)
    {
        table["+CSQ"] = CallExtensions.Text(modem =>
            string.Create(CultureInfo.InvariantCulture, $"+CSQ: {(modem.RadioIsOn ? modem.SignalStrength : 99)},99"));
        foreach (var name in (string[])["+CREG", "+CGREG", "+CEREG"]) table[name] = Registration;
        table["+COPS"] = NeedingSimUnlessTest(Operator);
        table["+CUSD"] = new Func<CommandCall, Outcome>(Ussd).NeedingSim();
        table["+CGATT"] = CallExtensions.Inert("1", "(0,1)");
        table["+CPSI"] = CallExtensions.Text(_ => "+CPSI: LTE,Online,001-01,0x0001,1,1,EUTRAN-BAND3,1300,5,5,-100,-1000,-700,12");
    }

    private static Func<CommandCall, Outcome> NeedingSimUnlessTest(Func<CommandCall, Outcome> routine) => call =>
        call.Kind == CommandKind.Test ? routine(call) : routine.NeedingSim()(call);

    private static Outcome Registration(CommandCall call)
    {
        var modem = call.Modem;
        var reporting = modem.Settings.RegistrationReporting;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say(call.Name + ": (0-2)");
            case CommandKind.Set when call.TryNumber(0, 0, 0, 2, out var n):
                reporting[call.Name] = n;
                return Outcome.Ok;
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"{call.Name}: {reporting[call.Name]},{Describe(modem, call.Name)}"));
            default:
                return Outcome.Cme(50);
        }
    }

    /// <summary>Status, and with reporting 2 the place: <c>1,"0001","00000001",7</c>.</summary>
    public static string Describe(SimulatedModem modem, string name)
    {
        var status = modem.Registration.ToString(CultureInfo.InvariantCulture);
        return modem.Settings.RegistrationReporting[name] == 2 && modem.IsRegistered ? $"{status},\"0001\",\"00000001\",{EUtran}" : status;
    }

    private static Outcome Operator(CommandCall call)
    {
        var modem = call.Modem;
        var settings = modem.Settings;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return Outcome.After(modem.Options.SendLatency, () =>
                    call.Say($"+COPS: (2,\"{modem.Options.Operator}\",\"{modem.Options.Operator}\",\"{modem.Options.OperatorCode}\",{EUtran}),,(0,1,2,3,4),(0,1,2)"));
            case CommandKind.Read when !modem.IsRegistered:
                return call.Say("+COPS: 0");
            case CommandKind.Read:
                var name = settings.OperatorFormat == 2 ? modem.Options.OperatorCode : modem.Options.Operator;
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"+COPS: 0,{settings.OperatorFormat},\"{name}\",{EUtran}"));
            case CommandKind.Set when call.TryNumber(0, 0, 0, 4, out var mode) && call.TryNumber(1, settings.OperatorFormat, 0, 2, out var format):
                settings.OperatorFormat = format;
                if (mode == 2) modem.SetRegistration(0);
                else if (mode != 3) modem.SetRegistration(1);
                return Outcome.Ok;
            default:
                return Outcome.Cme(50);
        }
    }

    private static Outcome Ussd(CommandCall call)
    {
        var modem = call.Modem;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say("+CUSD: (0-2)");
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"+CUSD: {modem.Settings.UssdReporting}"));
            case CommandKind.Set when call.TryNumber(0, 0, 0, 2, out var n):
                if (n < 2) modem.Settings.UssdReporting = n;
                if (!call.Has(1)) return Outcome.Ok;
                if (!modem.IsRegistered) return Outcome.Cme(30);
                var code = TextCoding.DecodeString(modem.Settings.CharacterSet, call.String(1));
                modem.CommandDelays.After(modem.Options.SendLatency, () => AnswerUssd(modem, code));
                return Outcome.Ok;
            default:
                return Outcome.Cme(50);
        }
    }

    private static void AnswerUssd(SimulatedModem modem, string code)
    {
        var text = modem.Air.AnswerUssd(modem.Options.Number, code);
        modem.Terminal.Unsolicited(text is null
            ? "+CUSD: 4"
            : $"+CUSD: 0,\"{TextCoding.EncodeString(modem.Settings.CharacterSet, text)}\",15");
    }
}
