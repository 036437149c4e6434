using System.CommandLine;
using ModemActors.Ports;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>udev</c>: names of modems' ports that stay, and rights.</summary>
internal static class UdevVerb
{
    /// <summary>Drivers of modems and of nothing else.</summary>
    private static readonly string[] s_modemDrivers = ["option", "option1", "qcserial", "sierra", "hso"];

    private static readonly Option<bool> s_all = new("--all")
    {
        Description = "For every modem that is known, not only for those that are plugged in",
    };

    public static Command Create()
    {
        var udev = new Verb(
            "udev", "Print udev rules: stable names by role (AT, PPP, DIAG …), rights for the USB reset, and ModemManager keeps off.",
            $"modemactors udev | sudo tee {UdevRules.File}")
        {
            s_all, VerbOptions.Json,
        };
        udev.SetAction(Run);
        return udev;
    }

    private static int Run(ParseResult parsed)
    {
        var view = UdevView.Of(new MachineSerialPorts().Scan(), parsed.GetValue(s_all));
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(view);
            return ModemActorsCommand.Done;
        }

        foreach (var rule in view.Rules)
            Screen.Line(rule);
        if (view.Ports.Count == 0)
            Screen.Remark("no modem is plugged in: these are the rules for all that are known");
        return ModemActorsCommand.Done;
    }

    /// <summary>Whether a port is a modem's, as far as that can be told without asking it.</summary>
    internal static bool IsModem(SerialPortDescription port) =>
        port.Usb is { } usb && (UsbRoles.FamilyOf(usb) is not null || port.Driver is { } driver && s_modemDrivers.Contains(driver));
}
