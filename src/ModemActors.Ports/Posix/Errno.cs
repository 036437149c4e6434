using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>Error numbers of Linux.</summary>
internal static class Errno
{
    public const int NotPermitted = 1, NoEntry = 2, NoProcess = 3, Interrupted = 4, InputOutput = 5, NoDeviceOrAddress = 6, Again = 11;
    public const int Access = 13, Busy = 16, Exists = 17, NoDevice = 19, NotDirectory = 20, Invalid = 22, NotTerminal = 25, BrokenPipe = 32, NoBufferSpace = 105;

    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>An exception with the system's words; its HResult is the error number.</summary>
    public static IOException Exception(int errno, string what) => new($"{what}: {Marshal.GetPInvokeErrorMessage(errno)}", errno);
}
