using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>How the store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary><c>Data Source=PATH</c>, or a path alone. The directory is created if it does not exist.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Why a connection string can't be used, in a sentence; null if it can. The file is not touched.</summary>
    public static string? Refusal(string connectionString)
    {
        try
        {
            StoreFile.DataSource(connectionString);
            return null;
        }
        catch (StoreException error)
        {
            return error.Message;
        }
    }

    /// <summary>The same number and content queued again within this time is a duplicate; zero = no detection.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>This node's name: it owns its modems and its claims.</summary>
    public string Node { get; init; } = Environment.MachineName;

    /// <summary>After this time without a step, a claim of another node counts as dead.</summary>
    public TimeSpan ClaimLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A queued message that has waited this long is taken out of turn now and then, so that urgent ones can't starve the
    /// rest.</summary>
    public TimeSpan StarvationAge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the store looks for writes of other processes, in real time.</summary>
    public TimeSpan ForeignChangeInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a write waits for another process to finish its own before it fails, in real time.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
