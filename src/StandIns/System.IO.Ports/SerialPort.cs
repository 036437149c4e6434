using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ModemActors.Ports.Posix;

namespace System.IO.Ports;

/// <summary>Stand-in for the package's SerialPort on Linux; README.md beside it says what is left out.</summary>
public class SerialPort : Component
{
    /// <summary>No timeout.</summary>
    public const int InfiniteTimeout = -1;

    private const int CarrierDetect = 0x40, ClearToSend = 0x20, DataSetReady = 0x100;
    private const nuint BreakOn = 0x5427, BreakOff = 0x5428;

    private LineSettings _settings;
    private string _portName;
    private SerialDevice? _device;
    private SerialStream? _stream;
    private int _readTimeout = InfiniteTimeout;
    private int _writeTimeout = InfiniteTimeout;
    private bool _dtrEnable;
    private bool _rtsEnable;
    private bool _breakState;

    public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
    {
        ArgumentException.ThrowIfNullOrEmpty(portName);
        _portName = portName;
        BaudRate = baudRate;
        Parity = parity;
        DataBits = dataBits;
        StopBits = stopBits;
    }

    /// <summary>Whether it is open; stays true when the device is gone, until it is closed.</summary>
    public bool IsOpen => _stream is { IsOpen: true };

    /// <summary>The bytes of the open port.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public Stream BaseStream => Opened(_stream);

    public string PortName
    {
        get => _portName;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (IsOpen)
                throw new InvalidOperationException("The port is open.");
            _portName = value;
        }
    }

    public int BaudRate
    {
        get => _settings.BaudRate;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Change(_settings with { BaudRate = value });
        }
    }

    public Parity Parity
    {
        get => _settings.Parity;
        set => Change(_settings with { Parity = Defined(value) });
    }

    public int DataBits
    {
        get => _settings.DataBits;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 5);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 8);
            Change(_settings with { DataBits = value });
        }
    }

    public StopBits StopBits
    {
        get => _settings.StopBits;
        set
        {
            ArgumentOutOfRangeException.ThrowIfEqual(value, StopBits.None);
            Change(_settings with { StopBits = Defined(value) });
        }
    }

    public Handshake Handshake
    {
        get => _settings.Handshake;
        set => Change(_settings with { Handshake = Defined(value) });
    }

    /// <summary>Data terminal ready; a device without modem lines takes it and does nothing.</summary>
    public bool DtrEnable
    {
        get => _dtrEnable;
        set
        {
            if (IsOpen)
                Opened(_device).SetLines(dtr: value, rts: null);
            _dtrEnable = value;
        }
    }

    /// <summary>Request to send; a device without modem lines takes it and does nothing.</summary>
    public bool RtsEnable
    {
        get => _rtsEnable;
        set
        {
            if (Handshake is Handshake.RequestToSend or Handshake.RequestToSendXOnXOff)
                throw new InvalidOperationException("RTS belongs to the handshake.");
            if (IsOpen)
                Opened(_device).SetLines(dtr: null, rts: value);
            _rtsEnable = value;
        }
    }

    /// <summary>Holds the line in break.</summary>
    public bool BreakState
    {
        get => _breakState;
        set
        {
            Opened(_device).Control(value ? BreakOn : BreakOff, 0);
            _breakState = value;
        }
    }

    public bool CDHolding => (Opened(_device).ReadLines() & CarrierDetect) != 0;

    public bool CtsHolding => (Opened(_device).ReadLines() & ClearToSend) != 0;

    public bool DsrHolding => (Opened(_device).ReadLines() & DataSetReady) != 0;

    public int BytesToRead => Opened(_device).BytesToRead;

    public int BytesToWrite => Opened(_device).BytesToWrite;

    /// <summary>Of <see cref="Read"/>, in milliseconds; -1 = for ever.</summary>
    public int ReadTimeout
    {
        get => _readTimeout;
        set
        {
            _readTimeout = Timeout(value);
            if (_stream is not null)
                _stream.ReadTimeout = value;
        }
    }

    /// <summary>Of <see cref="Write(byte[], int, int)"/>, in milliseconds; -1 = for ever.</summary>
    public int WriteTimeout
    {
        get => _writeTimeout;
        set
        {
            _writeTimeout = Timeout(value);
            if (_stream is not null)
                _stream.WriteTimeout = value;
        }
    }

    /// <summary>The devices that drivers have registered, phantom ports of the 8250 driver left out.</summary>
    public static string[] GetPortNames()
    {
        ThrowIfNotLinux();
        const string root = "/sys/class/tty";
        if (!Directory.Exists(root))
            return [];
        return Directory.GetFileSystemEntries(root)
            .Where(entry => Directory.Exists(entry + "/device") && !IsPhantom(entry))
            .Select(entry => "/dev/" + Path.GetFileName(entry))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>Opens the port exclusively. Blocks while an earlier descriptor of a wedged device is being closed (up to 30 s).</summary>
    /// <exception cref="FileNotFoundException">No such device.</exception>
    /// <exception cref="UnauthorizedAccessException">Somebody has it open, or this user may not.</exception>
    /// <exception cref="IOException">Anything else; HResult of the innermost exception is Linux' error number.</exception>
    public void Open()
    {
        ThrowIfNotLinux();
        if (IsOpen)
            throw new InvalidOperationException("The port is already open.");
        _settings.Check();
        _device = SerialDevice.Open(_portName, _settings, _dtrEnable, _rtsEnable);
        _stream = new SerialStream(_device, _readTimeout, _writeTimeout);
    }

    /// <summary>Ends all reads and writes; the descriptor is closed in the background, so a wedged device never holds the caller.</summary>
    public void Close() => Dispose();

    public void DiscardInBuffer() => Opened(_device).Control(Libc.TcFlsh, Libc.FlushInput);

    public void DiscardOutBuffer() => Opened(_device).Control(Libc.TcFlsh, Libc.FlushOutput);

    /// <exception cref="TimeoutException"><see cref="ReadTimeout"/> has passed.</exception>
    public int Read(byte[] buffer, int offset, int count) => Opened(_stream).Read(buffer, offset, count);

    /// <exception cref="TimeoutException"><see cref="ReadTimeout"/> has passed.</exception>
    public int ReadByte()
    {
        var one = new byte[1];
        Read(one, 0, 1);
        return one[0];
    }

    /// <exception cref="TimeoutException"><see cref="WriteTimeout"/> has passed.</exception>
    public void Write(byte[] buffer, int offset, int count) => Opened(_stream).Write(buffer, offset, count);

    /// <summary>Writes ASCII text.</summary>
    /// <exception cref="TimeoutException"><see cref="WriteTimeout"/> has passed.</exception>
    public void Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.ASCII.GetBytes(text);
        Write(bytes, 0, bytes.Length);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream?.Dispose();
        base.Dispose(disposing);
    }

    private static void ThrowIfNotLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException(
                "This build's stand-in for System.IO.Ports knows Linux only; build with -p:StandIns=none to use the real package here.");
        }
    }

    // type 0 is PORT_UNKNOWN: the driver has reserved the name, there is no port
    private static bool IsPhantom(string entry) => File.Exists(entry + "/type") && File.ReadAllText(entry + "/type").Trim() == "0";

    private static int Timeout(int value) =>
        value is InfiniteTimeout or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A timeout is positive or -1.");

    private static T Defined<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, null);

    private T Opened<T>([NotNull] T? part)
        where T : class =>
        part is not null && IsOpen ? part : throw new InvalidOperationException("The port is closed.");

    private void Change(LineSettings settings)
    {
        if (IsOpen)
            Opened(_device).Apply(settings);
        _settings = settings;
    }
}
