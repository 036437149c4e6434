using ModemActors.Ports;
using ModemActors.Service.Views;
using ModemActors.Settings;

namespace ModemActors.Service.Checks;

/// <summary>A modem's serial port from outside, without opening it: is it there, may we, does somebody have it.</summary>
internal static class PortChecks
{
    /// <summary>Null: nothing to say about a port of this kind, or nothing wrong.</summary>
    public static HealthCheck? Of(ModemSettings modem, IReadOnlyList<SerialPortDescription> ports)
    {
        var name = $"port of {modem.Id}";
        var device = DeviceOf(modem.Port, ports);
        if (modem.Port is not (DevicePort or UsbPort or UsbPathPort))
            return null;
        if (device is null || !File.Exists(device))
            return new HealthCheck(
                name, Verdict.Degraded, $"{modem.Port} is not there",
                ports.Count == 0
                    ? "no serial port at all: plug the modem in; 'lsusb' shows whether the machine sees it, 'dmesg' whether it has a driver"
                    : $"there are {string.Join(", ", ports.Select(port => port.Device).Take(8))}: 'modemactors discover' tells which is "
                        + "the modem");
        if (OperatingSystem.IsWindows())
            return null;
        if (!PortPermission.IsGiven(device))
            return new HealthCheck(name, Verdict.Degraded, $"{Environment.UserName} may not use {device}", Permission(device));
        return PortHolder.Find(device) is { } holder && holder.ProcessId != Environment.ProcessId ? Held(name, device, holder) : null;
    }

    internal static HealthCheck? Held(string name, string device, PortHolder holder) => holder.ProcessName switch
    {
        "ModemManager" => new HealthCheck(
            name, Verdict.Degraded, $"ModemManager has {device}",
            "keep it away: 'sudo systemctl mask --now ModemManager', or from this modem alone with the rules of 'modemactors udev'"),
        "modemactors" or "dotnet" => null,
        "gammu-smsd" or "smsd" or "smstools" => new HealthCheck(
            name, Verdict.Degraded, $"{holder} has {device}",
            $"only one program can have it: 'sudo systemctl disable --now {holder.ProcessName}', or let before-open and after-close "
                + "stop and start it"),
        _ => new HealthCheck(
            name, Verdict.Degraded, $"{holder} has {device}", $"end it ('ps {holder.ProcessId}' says what it is); only one program can "
                + "have a port"),
    };

    private static string? DeviceOf(PortAddress address, IReadOnlyList<SerialPortDescription> ports) => address switch
    {
        DevicePort port => port.Path,
        UsbPort usb => ports.FirstOrDefault(port => port.Usb is { } id
            && (id.VendorId, id.ProductId, id.Interface) == (usb.VendorId, usb.ProductId, usb.Interface))?.Device,
        UsbPathPort usb => ports.FirstOrDefault(port => port.Usb is { } id
            && (id.UsbPath, id.Interface) == (usb.Path, usb.Interface))?.Device,
        _ => null,
    };

    private static string Permission(string device)
    {
        var group = GroupOf(device) ?? "dialout";
        return $"'sudo usermod -aG {group} {Environment.UserName}', then log out and in again; the installed service has it by itself";
    }

    /// <summary>The group that the device belongs to, as <c>stat</c> says it.</summary>
    private static string? GroupOf(string device)
    {
        try
        {
            using var stat = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("stat", ["-L", "-c", "%G", device])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                })!;
            var group = stat.StandardOutput.ReadToEnd().Trim();
            stat.WaitForExit();
            return group.Length > 0 && group != "UNKNOWN" ? group : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // a system without stat: the usual name will do
            return null;
        }
    }
}
