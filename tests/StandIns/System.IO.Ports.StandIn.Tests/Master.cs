using ModemActors.Ports.Posix;

namespace System.IO.Ports.StandIn.Tests;

/// <summary>The bare other end of a pseudo-terminal: it reads nothing by itself and can look at the line's settings.</summary>
internal sealed class Master : IDisposable
{
    private bool _isClosed;

    public Master()
    {
        Descriptor = Libc.Open("/dev/ptmx", Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec);
        Assert.True(Descriptor >= 0);
        Path = $"/dev/pts/{Libc.Query(Descriptor, Libc.TiocGptn)}";
        Assert.NotNull(Libc.Query(Descriptor, Libc.TiocSptlck));
    }

    public int Descriptor { get; }

    public string Path { get; }

    public TerminalSettings Settings
    {
        get
        {
            Assert.True(TerminalSettings.TryRead(Descriptor, out var settings));
            return settings;
        }
    }

    public static SerialPort Open(string path) => OpenWith(new SerialPort(path, 115200));

    public SerialPort Open() => Open(Path);

    public unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            Assert.True(Libc.Write(Descriptor, first, bytes.Length) == bytes.Length);
    }

    public unsafe int Read(Span<byte> buffer)
    {
        fixed (byte* first = buffer)
            return (int)Libc.Read(Descriptor, first, buffer.Length);
    }

    public void HangUp() => Dispose();

    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        Assert.Equal(0, Libc.Close(Descriptor));
    }

    private static SerialPort OpenWith(SerialPort port)
    {
        port.Open();
        return port;
    }
}
