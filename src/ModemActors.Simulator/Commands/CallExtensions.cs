using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>Forms that many commands share.</summary>
internal static class CallExtensions
{
    /// <summary>A command with one numeric setting: <c>+X=n</c>, <c>+X?</c>, <c>+X=?</c>.</summary>
    public static Func<CommandCall, Outcome> Number(int least, int most, Func<CommandCall, int> get, Action<CommandCall, int> set) => call =>
    {
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"{call.Name}: ({least}-{most})"));
            case CommandKind.Read:
                return call.Say(string.Create(CultureInfo.InvariantCulture, $"{call.Name}: {get(call)}"));
            case CommandKind.Set when call.TryNumber(0, least, least, most, out var number):
                set(call, number);
                return Outcome.Ok;
            default:
                return Outcome.Error;
        }
    };

    /// <summary>A command that answers one text when executed.</summary>
    public static Func<CommandCall, Outcome> Text(Func<SimulatedModem, string> text) => call => call.Kind switch
    {
        CommandKind.Execute or CommandKind.Read => call.Say(text(call.Modem)),
        CommandKind.Test => Outcome.Ok,
        _ => Outcome.Error,
    };

    /// <summary>A command whose value is kept and changes nothing.</summary>
    public static Func<CommandCall, Outcome> Inert(string initially, string range) => call =>
    {
        var values = call.Modem.Settings.Inert;
        switch (call.Kind)
        {
            case CommandKind.Test:
                return call.Say($"{call.Name}: {range}");
            case CommandKind.Read:
                return call.Say($"{call.Name}: {values.GetValueOrDefault(call.Name, initially)}");
            case CommandKind.Set:
                values[call.Name] = string.Join(",", call.Arguments.Select(value => value.Quoted ? $"\"{value.Text}\"" : value.Text));
                return Outcome.Ok;
            default:
                return Outcome.Ok;
        }
    };

    /// <summary>The same command, refused while the SIM is closed, missing or busy.</summary>
    public static Func<CommandCall, Outcome> NeedingSim(this Func<CommandCall, Outcome> routine) => call =>
        call.Modem.SimFault is { } fault ? Outcome.Cme(fault.Mobile) : routine(call);

    /// <summary>The same for commands of TS 27.005, which have errors of their own. Test commands always answer.</summary>
    public static Func<CommandCall, Outcome> NeedingMessaging(this Func<CommandCall, Outcome> routine) => call =>
        call.Kind != CommandKind.Test && call.Modem.SimFault is { } fault ? Outcome.Cms(fault.Message) : routine(call);
}
