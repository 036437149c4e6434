using ModemActors.Ports;

namespace ModemActors.Simulator;

/// <summary>Opens <see cref="SimulatorPort"/> addresses: each name is a modem on one air, made when it is first asked for.</summary>
public sealed class SimulatorPortOpener : IModemPortOpener, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SimulatedModem> _modems = new(StringComparer.Ordinal);
    private readonly Func<string, int, SimulatedModemOptions> _options;

    /// <param name="air">What all of the modems talk through.</param>
    /// <param name="options">
    /// What a modem is that is asked for the first time, by its name and its ordinal from 1; null: numbered ones, +15550000001 and on.
    /// </param>
    public SimulatorPortOpener(Air air, Func<string, int, SimulatedModemOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(air);
        Air = air;
        _options = options ?? ((name, ordinal) => Named(SimulatedModemOptions.Numbered(ordinal), name));
    }

    /// <summary>The air of all its modems.</summary>
    public Air Air { get; }

    /// <inheritdoc/>
    public bool Opens(PortAddress address) => address is SimulatorPort;

    /// <summary>The modem of this name, made if there is none.</summary>
    public SimulatedModem Modem(string name)
    {
        lock (_lock)
        {
            if (_modems.TryGetValue(name, out var modem)) return modem;
            modem = new SimulatedModem(_options(name, _modems.Count + 1), Air);
            _modems.Add(name, modem);
            return modem;
        }
    }

    /// <inheritdoc/>
    public Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        if (address is not SimulatorPort simulator) throw new PortException(PortFault.Unsupported, $"{address} is not a simulated modem.");
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<IModemPort>(cancellationToken);
        try
        {
            return Task.FromResult(Modem(simulator.Name).OpenPort());
        }
        catch (PortException refused)
        {
            return Task.FromException<IModemPort>(refused);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        SimulatedModem[] modems;
        lock (_lock)
        {
            modems = [.. _modems.Values];
            _modems.Clear();
        }
        foreach (var modem in modems) await modem.DisposeAsync().ConfigureAwait(false);
    }

    private static SimulatedModemOptions Named(SimulatedModemOptions options, string name) => name.Length == 0 ? options : options with { Id = name };
}
