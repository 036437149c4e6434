namespace ModemActors.Storage;

/// <summary>The message store in a SQLite file.</summary>
public static class SqliteMessageStore
{
    /// <summary>Opens the store, creating or migrating the file if need be; takes no longer than that and recovers nothing by itself.</summary>
    /// <exception cref="StoreException">The connection string or the file can't be used; the message names the file and what to do.</exception>
    public static Task<IMessageStore> OpenAsync(StoreOptions options, TimeProvider time, CancellationToken cancellationToken = default) =>
        Task.FromException<IMessageStore>(new StoreException("This build has no store yet: " + options.ConnectionString + time + cancellationToken.CanBeCanceled));
}
