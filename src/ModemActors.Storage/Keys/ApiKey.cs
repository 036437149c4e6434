namespace ModemActors.Storage;

/// <summary>What a key of the HTTP interface may do; each may do what those before it may.</summary>
public enum ApiScope
{
    /// <summary>Look.</summary>
    Read,

    /// <summary>Queue messages, and act on messages and contacts.</summary>
    Send,

    /// <summary>Act on modems and on the service.</summary>
    Admin,
}

/// <summary>A key of the HTTP interface; of the key itself only the hash is known.</summary>
/// <param name="Id">The part of the key that may be seen, 8 characters.</param>
/// <param name="Name">Whose it is, in a person's words; unique among those that are not revoked.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Hash">SHA-256 of the key, 32 octets.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null = never.</param>
/// <param name="RevokedAt">Since when it is of no use any more; null = it is in use.</param>
public sealed record ApiKey(
    string Id, string Name, ApiScope Scope, ReadOnlyMemory<byte> Hash, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? RevokedAt = null);
