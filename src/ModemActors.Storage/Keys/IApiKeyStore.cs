namespace ModemActors.Storage;

/// <summary>The keys of the HTTP interface. Throws <see cref="StoreException"/> if the disk or the file fails.</summary>
public interface IApiKeyStore
{
    /// <summary>Puts a new key on record. False: a key of this name is in use.</summary>
    Task<bool> AddKeyAsync(ApiKey key);

    /// <summary>Every key, revoked ones too, in the order in which they were made.</summary>
    Task<IReadOnlyList<ApiKey>> ListKeysAsync();

    /// <summary>Revokes the key with this name or id. Null: none is in use.</summary>
    Task<ApiKey?> RevokeKeyAsync(string nameOrId);

    /// <summary>Puts on record when keys were last used, by id.</summary>
    Task MarkKeysUsedAsync(IReadOnlyDictionary<string, DateTimeOffset> used);
}
