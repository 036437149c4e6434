using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// What of a port outlives the actor's incarnations: the descriptor that may still be closing (30 s on a wedged device) when the next incarnation
/// wants to open, and how often opening or settling failed in a row. One per modem, passed to the actor by its Props.
/// </summary>
internal sealed class PortLifeline(Func<CancellationToken, Task<IModemPort>> open, IdentityGuard? identity = null)
{
    /// <summary>Opens <paramref name="modem"/> wherever the locator says that it is, anew at each opening.</summary>
    public static PortLifeline For(ModemSettings modem, IModemPortOpener opener, IModemLocator locator, PortCustody custody)
    {
        var guard = new IdentityGuard(modem.Id, locator);
        return new PortLifeline(custody.Around(OpenAsync), guard);

        async Task<IModemPort> OpenAsync(CancellationToken life)
        {
            var address = await guard.LocateAsync(life).ConfigureAwait(false);
            try
            {
                return await opener.OpenAsync(address, modem.PortOptions, life).ConfigureAwait(false);
            }
            catch (PortException held) when (held.Fault == PortFault.Busy && address is DevicePort device)
            {
                guard.Held(device.Path);
                throw;
            }
        }
    }

    private readonly Lock _lock = new();
    private Task _closing = Task.CompletedTask;
    private CancellationTokenSource? _life;
    private IModemPort? _port;

    /// <summary>Tells whether the modem that answers is the right one.</summary>
    public IdentityGuard Identity { get; } = identity ?? IdentityGuard.None;

    /// <summary>Failures in a row; set back by <see cref="Succeeded"/>.</summary>
    public int Failures { get; private set; }

    /// <summary>What the last failure was; null = none of the port itself.</summary>
    public PortFault? LastFault { get; private set; }

    /// <summary>Ends when nothing is open any more; fails if a close does.</summary>
    public Task Closed
    {
        get
        {
            lock (_lock)
            {
                return _closing;
            }
        }
    }

    /// <summary>Opens the port once the last one is closed. One opening at a time; <see cref="Close"/> ends it.</summary>
    public async Task<IModemPort> OpenAsync()
    {
        var life = new CancellationTokenSource();
        Task closing;
        lock (_lock)
        {
            if (_life is not null)
                throw new InvalidOperationException("The port is open or being opened.");
            // a close that failed fails this one opening, with its reason, and is then done with
            (_life, closing, _closing) = (life, _closing, Task.CompletedTask);
        }

        try
        {
            await closing.WaitAsync(life.Token).ConfigureAwait(false);
            var port = await open(life.Token).ConfigureAwait(false);
            if (Keep(life, port))
                return port;
            throw new OperationCanceledException("The port was closed while it was being opened.");
        }
        catch
        {
            lock (_lock)
            {
                if (ReferenceEquals(_life, life))
                {
                    _life = null;
                    Identity.Closed();
                }

                if (!closing.IsCompleted)
                    _closing = Task.WhenAll(_closing, closing);
            }

            throw;
        }
    }

    /// <summary>Closes what is open and abandons what is being opened. Returns at once.</summary>
    /// <param name="keepsPlace">True: another program has it, and nobody of ours shall ask there who it is.</param>
    public void Close(bool keepsPlace = false)
    {
        lock (_lock)
        {
            if (_port is not null)
                _closing = CloseAsync(_closing, _port);
            if (_life is not null && !keepsPlace)
                Identity.Closed();
            _life?.Cancel();
            (_life, _port) = (null, null);
        }
    }

    private bool Keep(CancellationTokenSource life, IModemPort port)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_life, life))
                _port = port;
            else
                _closing = CloseAsync(_closing, port);
            return ReferenceEquals(_port, port);
        }
    }

    public void Failed(PortFault? fault)
    {
        Failures++;
        LastFault = fault;
    }

    public void Succeeded() => Failures = 0;

    private static async Task CloseAsync(Task before, IModemPort port)
    {
        // on the pool: a close must never run on the actor's thread
        await Task.Yield();
        await before.ConfigureAwait(false);
        await port.DisposeAsync().ConfigureAwait(false);
    }
}
