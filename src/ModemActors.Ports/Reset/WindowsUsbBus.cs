using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace ModemActors.Ports;

/// <summary>
/// USB as Windows shows it: ports by the registry, resets by <c>pnputil /restart-device</c>. The device's instance id takes the place of the USB path. Works with the
/// real System.IO.Ports package only, since the stand-in knows no COM ports.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsUsbBus : IUsbBus
{
    private const string Enumerated = @"SYSTEM\CurrentControlSet\Enum\USB";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public UsbIdentity? Find(string portName)
    {
        using var root = Registry.LocalMachine.OpenSubKey(Enumerated);
        foreach (var product in root?.GetSubKeyNames() ?? [])
        {
            using var devices = root!.OpenSubKey(product);
            foreach (var device in devices?.GetSubKeyNames() ?? [])
            {
                using var parameters = devices!.OpenSubKey($@"{device}\Device Parameters");
                if (parameters?.GetValue("PortName") as string == portName)
                    return PnpUtil.Identity($@"USB\{product}\{device}");
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public int? DeviceNumber(string usbPath)
    {
        using var device = Registry.LocalMachine.OpenSubKey($@"SYSTEM\CurrentControlSet\Enum\{usbPath}");
        return device is null ? null : 1;
    }

    /// <inheritdoc/>
    public void Reset(string usbPath, UsbResetWay way)
    {
        var (program, arguments) = PnpUtil.RestartDevice(usbPath);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, CreateNoWindow = true })
            ?? throw new UsbResetException($"{program} did not start", false);
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new UsbResetException($"{program} did not end within {s_patience.TotalSeconds} s", false);
        }

        if (process.ExitCode != 0)
            throw new UsbResetException(PnpUtil.Explain(usbPath, process.ExitCode, output.GetAwaiter().GetResult()), process.ExitCode == PnpUtil.AccessDenied);
    }
}
