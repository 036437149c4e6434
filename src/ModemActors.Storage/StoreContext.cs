namespace ModemActors.Storage;

/// <summary>What every write needs to know.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Time">The clock.</param>
/// <param name="Token">What marks the claims of this store object.</param>
internal sealed record StoreContext(StoreOptions Options, TimeProvider Time, string Token)
{
    public DateTimeOffset Now => Time.GetUtcNow();
}
