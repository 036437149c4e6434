using System.Net.Sockets;

namespace ModemActors.Simulator;

/// <summary>
/// Simulated modems on pseudo-terminals for other programs: <c>DIR/modem1</c> and on, <c>DIR/air.jsonl</c> with what went on air,
/// <c>DIR/control.sock</c> to inject messages and faults. Prints nothing. Disposing it takes everything away but the record.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const int MostModems = 1024;

    private readonly List<PseudoTerminalModem> _terminals = [];
    private readonly AirJournal _journal;
    private readonly ControlChannel _control;

    private SimulatorHost(SimulatorHostOptions options)
    {
        Directory = Path.GetFullPath(options.Directory);
        Air = new Air(null, options.Air);
        _journal = new AirJournal(Path.Combine(Directory, "air.jsonl"), Air);
        try
        {
            for (var ordinal = 1; ordinal <= options.Count; ordinal++)
                _terminals.Add(new PseudoTerminalModem(new SimulatedModem(options.Modem(ordinal), Air), Directory));
            options.Scenario?.ApplyTo(Modems);
            _control = new ControlChannel(ControlPath, Air, Modems);
        }
        catch
        {
            foreach (var terminal in _terminals) ((IHostEnd)terminal).Lose();
            _journal.Dispose();
            throw;
        }
    }

    /// <summary>The directory, in full.</summary>
    public string Directory { get; }

    /// <summary>The air of all modems.</summary>
    public Air Air { get; }

    /// <summary>The modems, modem1 first.</summary>
    public IReadOnlyList<SimulatedModem> Modems => [.. _terminals.Select(terminal => terminal.Modem)];

    /// <summary>What programs open, in the order of <see cref="Modems"/>.</summary>
    public IReadOnlyList<string> Ports => [.. _terminals.Select(terminal => terminal.Link)];

    /// <summary>The control socket.</summary>
    public string ControlPath => Path.Combine(Directory, "control.sock");

    /// <summary>Starts the modems; they answer when this returns.</summary>
    /// <exception cref="ArgumentException">The count is out of range, or the scenario names a modem that does not exist.</exception>
    /// <exception cref="IOException">A simulator runs in this directory already, or there are no pseudo-terminals left.</exception>
    public static SimulatorHost Start(SimulatorHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count is < 1 or > MostModems)
            throw new ArgumentException($"{options.Count} modems can't be simulated; 1 to {MostModems} can.", nameof(options));
        System.IO.Directory.CreateDirectory(options.Directory);
        TakeOver(Path.Combine(Path.GetFullPath(options.Directory), "control.sock"));
        return new SimulatorHost(options);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync().ConfigureAwait(false);
        foreach (var terminal in _terminals)
        {
            await terminal.DisposeAsync().ConfigureAwait(false);
            await terminal.Modem.DisposeAsync().ConfigureAwait(false);
        }
        _journal.Dispose();
    }

    // A socket that nobody listens at was left by a simulator that was killed.
    private static void TakeOver(string control)
    {
        if (!File.Exists(control)) return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(control));
        }
        catch (SocketException)
        {
            File.Delete(control);
            return;
        }
        throw new IOException($"A simulator runs in {Path.GetDirectoryName(control)} already; stop it or choose another directory.");
    }
}
