using ModemActors.Holding;
using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Health;

/// <summary>Carries out one reset from outside of the modem, and looks whether it took place. Blocks nobody: runs on the pool.</summary>
internal sealed class DeviceReset(IUsbBus usb, string? powerCommand)
{
    private static readonly TimeSpan s_longestReset = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longestCommand = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_return = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    /// <summary>Resets a USB device or hub: softly first, in another way each time that it did not help; in any way that this user may.</summary>
    public async Task<(bool IsDone, string Detail)> UsbAsync(string usbPath, int attempt)
    {
        var ways = Enum.GetValues<UsbResetWay>();
        var refusals = new List<string>();
        foreach (var way in ways.Skip(attempt % ways.Length).Concat(ways.Take(attempt % ways.Length)))
        {
            try
            {
                await Task.Factory.StartNew(() => usb.Reset(usbPath, way), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .WaitAsync(s_longestReset).ConfigureAwait(false);
                var isBack = await UntilAsync(() => usb.DeviceNumber(usbPath) is not null).ConfigureAwait(false);
                return (true, $"USB {usbPath}: {InWords(way)}{(isBack ? "" : "; it has not come back yet")}");
            }
            catch (UsbResetException refused)
            {
                refusals.Add(refused.Message);
            }
            catch (TimeoutException)
            {
                return (false, $"USB {usbPath}: {InWords(way)} did not end within {s_longestReset.TotalSeconds} s");
            }
        }

        return (false, string.Join("; ", refusals.Distinct()));
    }

    /// <summary>Switches the modem's power, and looks whether the device really went.</summary>
    public async Task<(bool IsDone, string Detail)> PowerAsync(ResetProtocol.Reset reset)
    {
        if (powerCommand is null)
            return (false, "there is no command for it; set health.power-command");
        var before = reset.UsbPath is null ? null : usb.DeviceNumber(reset.UsbPath);
        var went = before is null;
        var running = ShellCommand.RunAsync(powerCommand, EnvironmentOf(reset), s_longestCommand);
        while (!running.IsCompleted)
        {
            went |= IsGone(reset, before);
            await Task.WhenAny(running, Task.Delay(s_look)).ConfigureAwait(false);
        }

        var outcome = await running.ConfigureAwait(false);
        if (outcome.Failure is not null)
            return (false, $"health.power-command failed: {outcome.Failure}");
        if (before is null)
            return (true, "health.power-command was run");
        went = went || await UntilAsync(() => IsGone(reset, before)).ConfigureAwait(false);
        if (!went)
            return (false, $"health.power-command was run, but USB device {reset.UsbPath} never went away: the command does not switch this device's power");
        var isBack = await UntilAsync(() => usb.DeviceNumber(reset.UsbPath!) is not null).ConfigureAwait(false);
        return (true, $"power of USB {reset.UsbPath} was switched{(isBack ? "" : "; it has not come back yet")}");
    }

    private bool IsGone(ResetProtocol.Reset reset, int? before) => before is not null && usb.DeviceNumber(reset.UsbPath!) != before;

    private static Dictionary<string, string> EnvironmentOf(ResetProtocol.Reset reset) => new()
    {
        ["MODEM"] = reset.Modem,
        ["MODEM_DEVICE"] = reset.Port,
        ["MODEM_USB_PATH"] = reset.UsbPath ?? "",
        ["MODEM_USB_HUB"] = reset.UsbPath is null ? "" : UsbTopology.HubOf(reset.UsbPath),
        ["MODEM_USB_PORT"] = reset.UsbPath is null ? "" : UsbTopology.PortOf(reset.UsbPath),
        ["MODEM_REASON"] = reset.Reason,
    };

    private static async Task<bool> UntilAsync(Func<bool> isSo)
    {
        for (var waited = TimeSpan.Zero; !isSo(); waited += s_look)
        {
            if (waited >= s_return)
                return false;
            await Task.Delay(s_look).ConfigureAwait(false);
        }

        return true;
    }

    private static string InWords(UsbResetWay way) => way switch
    {
        UsbResetWay.PortReset => "reset",
        UsbResetWay.Reauthorize => "refused and admitted again",
        _ => "its driver let go of it and took it again",
    };
}
