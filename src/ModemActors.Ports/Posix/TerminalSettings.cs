using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModemActors.Ports.Posix;

/// <summary>struct termios2 of Linux (asm-generic/termbits.h): a terminal's settings with any baud rate.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TerminalSettings
{
    private const uint IgnoreBreak = 0x1, BreakInterrupts = 0x2, MarkParity = 0x8, CheckParity = 0x10, StripEighthBit = 0x20;
    private const uint NewLineToReturn = 0x40, IgnoreReturn = 0x80, ReturnToNewLine = 0x100, LowerCase = 0x200;
    private const uint XonXoffOut = 0x400, XonAny = 0x800, XonXoffIn = 0x1000;
    private const uint ProcessOutput = 0x1;
    private const uint Signals = 0x1, Canonical = 0x2, Echo = 0x8, EchoNewLine = 0x40, Extended = 0x8000;
    private const uint BaudMask = 0x100F, OtherBaud = 0x1000, InputBaudMask = 0x100F_0000;
    private const uint SizeMask = 0x30, TwoStopBits = 0x40, Receive = 0x80, HasParity = 0x100, OddParity = 0x200;
    private const uint IgnoreModemLines = 0x800, StickyParity = 0x4000_0000, RtsCts = 0x8000_0000;
    private const int TimeIndex = 5, MinimumIndex = 6;

    private static readonly int[] LowRates = [0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400];

    private static readonly int[] HighRates =
        [57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000];

    public uint Input;
    public uint Output;
    public uint Control;
    public uint Local;
    public byte Discipline;
    public ControlCharacters Characters;
    public uint InputRate;
    public uint OutputRate;

    [InlineArray(19)]
    public struct ControlCharacters
    {
        private byte _first;
    }

    /// <summary>False if the descriptor is no terminal or is gone; the error number tells.</summary>
    public static bool TryRead(int descriptor, out TerminalSettings settings)
    {
        fixed (TerminalSettings* address = &settings)
            return Libc.Ioctl(descriptor, Libc.TcGets2, (nint)address) == 0;
    }

    public readonly bool TryWrite(int descriptor)
    {
        fixed (TerminalSettings* address = &this)
            return Libc.Ioctl(descriptor, Libc.TcSets2, (nint)address) == 0;
    }

    /// <summary>Bytes as they are, in both directions; a read takes what is there and waits for at least one.</summary>
    public void MakeRaw()
    {
        Input &= ~(IgnoreBreak | BreakInterrupts | MarkParity | CheckParity | StripEighthBit);
        Input &= ~(NewLineToReturn | IgnoreReturn | ReturnToNewLine | LowerCase | XonXoffOut | XonAny | XonXoffIn);
        Output &= ~ProcessOutput;
        Local &= ~(Signals | Canonical | Echo | EchoNewLine | Extended);
        Control &= ~(SizeMask | TwoStopBits | HasParity | OddParity | StickyParity | RtsCts);
        Control |= SizeMask | Receive | IgnoreModemLines;
        Characters[TimeIndex] = 0;
        Characters[MinimumIndex] = 1;
    }

    /// <param name="dataBits">5 to 8.</param>
    /// <param name="hasTwoStopBits">Two instead of one.</param>
    /// <param name="hasParity">With a parity bit.</param>
    /// <param name="isOdd">Odd instead of even; with <paramref name="isSticky"/> mark instead of space.</param>
    /// <param name="isSticky">The parity bit never changes.</param>
    public void SetFrame(int dataBits, bool hasTwoStopBits, bool hasParity, bool isOdd, bool isSticky)
    {
        Control = (Control & ~SizeMask) | (uint)((dataBits - 5) << 4);
        Control |= (hasTwoStopBits ? TwoStopBits : 0) | (hasParity ? HasParity : 0);
        Control |= (isOdd ? OddParity : 0) | (isSticky ? StickyParity : 0);
        Input |= hasParity ? CheckParity : 0;
    }

    public void SetHandshake(bool isXonXoff, bool isRtsCts)
    {
        Input |= isXonXoff ? XonXoffOut | XonXoffIn : 0;
        Control |= isRtsCts ? RtsCts : 0;
    }

    /// <summary>Named rates by their name, so that older programs can read them; all others as a number.</summary>
    public void SetRate(int baudRate)
    {
        var low = Array.IndexOf(LowRates, baudRate);
        var high = Array.IndexOf(HighRates, baudRate);
        var code = low >= 0 ? (uint)low : high >= 0 ? OtherBaud | (uint)(high + 1) : OtherBaud;
        Control = (Control & ~(BaudMask | InputBaudMask)) | code;
        (InputRate, OutputRate) = ((uint)baudRate, (uint)baudRate);
    }
}
