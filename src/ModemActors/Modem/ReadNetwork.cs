using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Asks how the modem stands in the network; a sign of life at the same time.</summary>
internal sealed class ReadNetwork(bool eps) : PortTransaction
{
    public override string Purpose => "look at signal and registration";

    public override TransactionPriority Priority => TransactionPriority.Control;

    public NetworkStatus Network { get; private set; } = new(null, null, null);

    public override IEnumerable<TransactionStep> Steps()
    {
        var signal = Ask(new ReadSignalQuality());
        yield return signal;
        var circuit = Ask(new ReadRegistration(RegistrationDomain.Circuit));
        yield return circuit;
        var registration = circuit.ValueOr(null)?.Status;
        if (eps && !new NetworkStatus(null, registration, null).MaySend)
        {
            var lte = Ask(new ReadRegistration(RegistrationDomain.Eps));
            yield return lte;
            if (lte.Result.IsOk && new NetworkStatus(null, lte.Result.Value.Status, null).MaySend)
                registration = lte.Result.Value.Status;
        }

        // asking for the operator can take a minute while the modem searches
        string? name = null;
        if (new NetworkStatus(null, registration, null).MaySend)
        {
            var network = Ask(new ReadOperator(), maySayNothing: true);
            yield return network;
            name = network.ValueOr(null)?.Name;
        }

        Network = new NetworkStatus(signal.Result.IsOk ? signal.Result.Value.Dbm : null, registration, name);
    }
}
