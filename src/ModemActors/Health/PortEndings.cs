using System.Collections.Concurrent;
using ModemActors.Modem;
using ModemActors.Ports;

namespace ModemActors.Health;

/// <summary>
/// Sees to it that the service can end: a port that takes no more bytes is not closed for half a minute, unless its device is reset. Thread-safe; used after the last
/// actor is gone.
/// </summary>
internal sealed class PortEndings(IUsbBus usb)
{
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_afterReset = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, PortLifeline> _ports = new();
    private readonly ConcurrentDictionary<string, string> _paths = new();

    public void Add(string modem, PortLifeline port) => _ports[modem] = port;

    /// <summary>The USB device that the modem is; null = it is none, or none that is known.</summary>
    public void Locate(string modem, string? usbPath)
    {
        if (usbPath is not null)
            _paths[modem] = usbPath;
    }

    /// <summary>Waits a moment for the ports to be closed, resets the devices of those that hang, and waits again.</summary>
    /// <returns>The modems whose ports hang all the same.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await WaitAsync(s_usual).ConfigureAwait(false);
        var resets = Open().Where(_paths.ContainsKey).Select(modem => Task.Run(() => Reset(_paths[modem]))).ToArray();
        if (resets.Length == 0)
            return Open();
        await Task.WhenAny(Task.WhenAll(resets), Task.Delay(s_afterReset)).ConfigureAwait(false);
        await WaitAsync(s_afterReset).ConfigureAwait(false);
        return Open();
    }

    private List<string> Open() => [.. _ports.Where(port => !port.Value.Closed.IsCompleted).Select(port => port.Key)];

    private Task<Task> WaitAsync(TimeSpan time) =>
        Task.WhenAny(Task.WhenAll(_ports.Values.Select(port => port.Closed)), Task.Delay(time));

    private void Reset(string usbPath)
    {
        foreach (var way in Enum.GetValues<UsbResetWay>())
        {
            try
            {
                usb.Reset(usbPath, way);
                return;
            }
            catch (UsbResetException) when (way != UsbResetWay.Rebind)
            {
                // another way may be permitted
                continue;
            }
            catch (UsbResetException)
            {
                // none is: whoever waits for the ports sees that this one still hangs
                return;
            }
        }
    }
}
