using System.Globalization;
using ModemActors.Ports;

namespace ModemActors.Simulator;

/// <summary>A USB hub with the modems of a <see cref="SimulatorPortOpener"/> on it, <c>sim-1.1</c> and on: resets are theirs.</summary>
/// <param name="opener">The modems.</param>
/// <param name="ids">Which modem is on which port of the hub, from 1.</param>
public sealed class SimulatedUsb(SimulatorPortOpener opener, IReadOnlyList<string> ids) : IUsbBus
{
    /// <summary>The hub that all of them are on.</summary>
    public const string Hub = "sim-1";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _resets = [];

    /// <summary>What was reset, in order.</summary>
    public IReadOnlyList<string> Resets
    {
        get
        {
            lock (_lock)
            {
                return [.. _resets];
            }
        }
    }

    /// <summary>Called before each reset with the device's path; an exception it returns is thrown in its stead.</summary>
    public Func<string, UsbResetWay, UsbResetException?> Refuses { get; set; } = (_, _) => null;

    /// <summary>The path of a modem.</summary>
    public string PathOf(string id) => string.Create(CultureInfo.InvariantCulture, $"{Hub}.{ids.ToList().IndexOf(id) + 1}");

    /// <inheritdoc/>
    public UsbIdentity? Find(string portName) =>
        ids.FirstOrDefault(id => portName == $"simulator:{id}") is { } id ? new UsbIdentity(0x1e0e, 0x9001, null, "Simulated", id, 2, PathOf(id)) : null;

    /// <inheritdoc/>
    public int? DeviceNumber(string usbPath)
    {
        ArgumentNullException.ThrowIfNull(usbPath);
        lock (_lock)
        {
            return usbPath == Hub ? 1 : ids.Any(id => PathOf(id) == usbPath) ? _numbers.GetValueOrDefault(usbPath) + 2 : null;
        }
    }

    /// <inheritdoc/>
    public void Reset(string usbPath, UsbResetWay way)
    {
        if (Refuses(usbPath, way) is { } refusal) throw refusal;
        var modems = ids.Where(id => usbPath == Hub || PathOf(id) == usbPath).ToArray();
        if (modems.Length == 0) throw new UsbResetException($"USB device {usbPath} is not on the bus", false);
        lock (_lock)
        {
            _resets.Add(usbPath);
            foreach (var id in modems) _numbers[PathOf(id)] = _numbers.GetValueOrDefault(PathOf(id)) + 1;
        }

        foreach (var id in modems) opener.Modem(id).Reset(ResetLevel.Usb);
    }
}
