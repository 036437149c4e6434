using System.Runtime.InteropServices;

namespace ModemActors.Ports;

/// <summary>Whether this user may use a port, asked without opening it: opening a serial port changes its lines.</summary>
public static partial class PortPermission
{
    // unistd.h
    private const int ReadAndWrite = 4 | 2;

    /// <summary>Whether the device may be read and written (access(2)); true where that cannot be asked.</summary>
    public static bool IsGiven(string device) => OperatingSystem.IsWindows() || Access(device, ReadAndWrite) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
