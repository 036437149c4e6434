using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;

namespace ModemActors.Whereabouts;

/// <summary>The <see cref="IModemLocator"/> of a node: the register's rules, and the <see cref="WhereaboutsActor"/> who asks and
/// keeps.</summary>
internal sealed class ModemLocator(
    ActorSystem system, IReadOnlyList<ModemSettings> modems, ModemRegister register, ISerialPorts ports, IActorRef whereabouts, Task ready,
    TimeProvider clock)
    : IModemLocator
{
    /// <summary>Many modems that look at once share one look.</summary>
    private static readonly TimeSpan s_lookHolds = TimeSpan.FromMilliseconds(50);

    /// <summary>A search finds something, or there is nothing left to ask.</summary>
    private const int MostSearches = 3;

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<SerialPortDescription>> _scan = Task.FromResult<IReadOnlyList<SerialPortDescription>>([]);
    private DateTimeOffset _scanned = DateTimeOffset.MinValue;

    public async Task<PortAddress> LocateAsync(string modem, CancellationToken cancellationToken)
    {
        await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        for (var searches = 0; ; searches++)
        {
            var scan = register.LooksAtHardware(modem) ? await LookAsync().WaitAsync(cancellationToken).ConfigureAwait(false) : [];
            switch (register.Choose(modem, scan))
            {
                case PortChoice.Open open:
                    return open.Port.Address;
                case PortChoice.Search search when searches < MostSearches:
                    var options = modems.First(each => each.Id == modem).PortOptions;
                    var question = new WhereaboutsProtocol.FindOut(search.Ports, options);
                    await whereabouts.Ask<WhereaboutsProtocol.FoundOut>(question, cancellationToken).ConfigureAwait(false);
                    break;
                case PortChoice.Nowhere nowhere:
                    throw new PortException(nowhere.IsTaken ? PortFault.WrongModem : PortFault.NotFound, nowhere.Reason);
                default:
                    throw new PortException(PortFault.NotFound, $"'{modem}' is still being looked for");
            }
        }
    }

    public string? Objection(string modem, string? imei)
    {
        var objection = register.Objection(modem, imei);
        if (objection is not null)
            system.EventStream.Publish(WhereaboutsProtocol.LookAgain.Instance);
        return objection;
    }

    public void Settled(string modem, ModemIdentity identity, string portName)
    {
        if (register.Settled(modem, identity, portName) is ({ } record, var events))
            whereabouts.Tell(new WhereaboutsProtocol.Keep(record, events));
    }

    public void Held(string device) => whereabouts.Tell(new WhereaboutsProtocol.AwaitRelease(device));

    public void Closed(string modem) => register.Closed(modem);

    /// <summary>Never on the caller's thread: sysfs can make its reader wait while a device is being reset.</summary>
    private Task<IReadOnlyList<SerialPortDescription>> LookAsync()
    {
        lock (_gate)
        {
            if (_scan.IsCompleted && clock.GetUtcNow() - _scanned >= s_lookHolds)
                (_scan, _scanned) = (Task.Run(ports.Scan), clock.GetUtcNow());
            return _scan;
        }
    }
}
