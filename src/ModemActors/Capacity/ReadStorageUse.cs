using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Capacity;

/// <summary>AT+CPMS?: how full the message memory is.</summary>
internal sealed class ReadStorageUse : PortTransaction
{
    public override string Purpose => "measure the message memory";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    /// <summary>Null = the modem does not say.</summary>
    public StorageUse? Use { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        var storage = Ask(new ReadStorage());
        yield return storage;
        Use = storage.Result.IsOk ? storage.Result.Value.Mem1 : null;
    }
}
