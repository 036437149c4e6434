using System.Globalization;
using System.Text.RegularExpressions;

namespace ModemActors.Ports;

/// <summary>The command line of Windows' pnputil, and what it says.</summary>
internal static partial class PnpUtil
{
    /// <summary>ERROR_ACCESS_DENIED.</summary>
    public const int AccessDenied = 5;

    /// <summary>Stops and starts a device: <c>pnputil /restart-device "USB\VID_1E0E&amp;PID_9001&amp;MI_02\7&amp;1A2B&amp;0&amp;0002"</c>. Arguments are passed one by one, never through a shell.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) RestartDevice(string instance) => ("pnputil", ["/restart-device", instance]);

    /// <summary>What a device's instance id tells: vendor, product and interface; null if it is no USB device's.</summary>
    public static UsbIdentity? Identity(string instance)
    {
        var match = InstancePattern().Match(instance);
        return match.Success
            ? new UsbIdentity(Hex(match.Groups[1]), Hex(match.Groups[2]), null, null, null, match.Groups[3].Success ? Hex(match.Groups[3]) : 0, instance)
            : null;
    }

    public static string Explain(string instance, int exitCode, string output) => exitCode == AccessDenied
        ? $"{instance} may not be restarted by {Environment.UserName}; run the service as LocalSystem or as an administrator"
        : $"pnputil could not restart {instance} ({exitCode}): {output.Trim().ReplaceLineEndings(" ")}";

    private static ushort Hex(Group group) => ushort.Parse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^USB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})(?:&MI_([0-9A-F]{2}))?\\.+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InstancePattern();
}
