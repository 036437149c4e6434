using ModemActors.Ports;

namespace ModemActors.Simulator;

/// <summary>
/// A simulated modem on a pseudo-terminal, with a symbolic link that stays while the terminal's own name changes. When the modem is unplugged, the
/// terminal hangs up and the link is gone; when it is back, it has a new terminal and a link again.
/// </summary>
public sealed class PseudoTerminalModem : IHostEnd, IAsyncDisposable
{
    // More than any program leaves unread; a modem's own buffer runs over sooner.
    private const int UnreadLimit = 1 << 20;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly Queue<byte[]> _unread = new();
    private PseudoTerminal _terminal;
    private Task _reading;
    private int _unreadBytes;
    private bool _isWriting;

    /// <param name="modem">The modem; nobody else may open its line.</param>
    /// <param name="directory">Where the link is made, named as the modem's id; must exist.</param>
    /// <exception cref="IOException">No pseudo-terminal is left, or the link can't be made.</exception>
    public PseudoTerminalModem(SimulatedModem modem, string directory)
    {
        ArgumentNullException.ThrowIfNull(modem);
        (Modem, _directory) = (modem, directory);
        Link = LinkTo(modem.Options.Id);
        _terminal = PseudoTerminal.Open();
        MakeLink();
        _reading = ReadAsync(_terminal);
        modem.PortReturned = Return;
        modem.Attach(this);
    }

    /// <summary>The modem.</summary>
    public SimulatedModem Modem { get; }

    /// <summary>What programs open: <c>DIR/modem1</c>.</summary>
    public string Link { get; private set; }

    /// <summary>The terminal behind the link: <c>/dev/pts/7</c>.</summary>
    public string TerminalPath => _terminal.SlavePath;

    bool IHostEnd.IsOpen => _terminal.HasClient;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Modem.PortReturned = null;
        Modem.Detach(this);
        ((IHostEnd)this).Lose();
        await _reading.ConfigureAwait(false);
    }

    void IHostEnd.Deliver(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (!_terminal.HasClient)
            {
                _unread.Clear();
                _unreadBytes = 0;
                return;
            }
            if (_unreadBytes + bytes.Length > UnreadLimit) return;
            _unread.Enqueue(bytes.ToArray());
            _unreadBytes += bytes.Length;
            if (_isWriting) return;
            _isWriting = true;
        }
        _ = WriteAsync();
    }

    void IHostEnd.Lose()
    {
        _terminal.HangUp();
        if (new FileInfo(Link).LinkTarget == _terminal.SlavePath) File.Delete(Link);
    }

    private void Return()
    {
        lock (_lock)
        {
            _unread.Clear();
            _unreadBytes = 0;
        }
        _terminal = PseudoTerminal.Open();
        Link = LinkTo(Modem.PortName ?? Modem.Options.Id);
        MakeLink();
        _reading = ReadAsync(_terminal);
        Modem.Attach(this);
    }

    private string LinkTo(string name) => Path.Combine(_directory, name);

    // Renamed over the old one, so that the link is never missing.
    private void MakeLink()
    {
        var fresh = Link + ".new";
        File.Delete(fresh);
        File.CreateSymbolicLink(fresh, _terminal.SlavePath);
        File.Move(fresh, Link, overwrite: true);
    }

    private async Task ReadAsync(PseudoTerminal terminal)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var count = await terminal.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
                Modem.Take(buffer.AsSpan(0, count).ToArray());
            }
        }
        catch (ObjectDisposedException)
        {
            // The modem was unplugged; the next terminal has a loop of its own.
            return;
        }
    }

    private async Task WriteAsync()
    {
        while (Next() is { } bytes)
        {
            try
            {
                await _terminal.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // Unplugged in mid-write: what the program had not read is gone with the terminal; what is left belongs to the next one.
                continue;
            }
        }
    }

    private byte[]? Next()
    {
        lock (_lock)
        {
            if (_unread.TryDequeue(out var bytes)) _unreadBytes -= bytes.Length;
            else _isWriting = false;
            return bytes;
        }
    }
}
