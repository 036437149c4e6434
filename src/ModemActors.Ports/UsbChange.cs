using System.Buffers.Binary;
using System.Text;

namespace ModemActors.Ports;

/// <summary>Something was plugged in or out, or got or lost its driver.</summary>
/// <param name="Action">The kernel's word: <c>add</c>, <c>remove</c>, <c>bind</c>, <c>unbind</c>; <c>overrun</c> = some were
/// missed.</param>
/// <param name="Subsystem"><c>tty</c> or <c>usb</c>.</param>
/// <param name="Name">The node's name, such as <c>ttyUSB2</c>; for a USB device its path, such as <c>1-1.2</c>.</param>
public sealed record UsbChange(string Action, string Subsystem, string Name)
{
    private const int UdevPropertiesOffset = 16;

    /// <summary>What a message of the kernel's (<c>add@/devices/…</c> and properties, each ended by NUL) or of udev's (properties behind
    /// a header) says; null = nothing about
    /// serial ports or USB devices.</summary>
    internal static UsbChange? Parse(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("libudev\0"u8))
        {
            if (message.Length < UdevPropertiesOffset + sizeof(uint))
                return null;
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(message[UdevPropertiesOffset..]);
            if (offset >= message.Length)
                return null;
            message = message[(int)offset..];
        }

        string? action = null, subsystem = null, path = null, node = null, type = null;
        foreach (var range in message.Split((byte)0))
        {
            var property = message[range];
            action ??= Value(property, "ACTION="u8);
            subsystem ??= Value(property, "SUBSYSTEM="u8);
            path ??= Value(property, "DEVPATH="u8);
            node ??= Value(property, "DEVNAME="u8);
            type ??= Value(property, "DEVTYPE="u8);
        }

        return (action, subsystem) switch
        {
            (null or "change", _) or (_, null) => null,
            (_, "tty") => new UsbChange(action, subsystem, Path.GetFileName(node ?? path ?? "")),
            (_, "usb") when type == "usb_device" => new UsbChange(action, subsystem, Path.GetFileName(path ?? node ?? "")),
            _ => null,
        };
    }

    private static string? Value(ReadOnlySpan<byte> property, ReadOnlySpan<byte> key) =>
        property.StartsWith(key) ? Encoding.UTF8.GetString(property[key.Length..]) : null;
}
