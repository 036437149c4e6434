using System.Data.Common;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Hosting;

/// <summary>
/// One running service a node and store: what a node has in hand counts as left behind when another of the same name starts, so there must not be another.
/// The lock is a file beside the store; the operating system lets go of it however the process ends.
/// </summary>
public sealed class NodeLock : IDisposable
{
    private readonly FileStream? _file;

    private NodeLock(FileStream? file) => _file = file;

    /// <summary>Takes the lock, or says who cannot have it.</summary>
    /// <exception cref="StoreException">Another service has it, or the file cannot be made.</exception>
    public static NodeLock Take(ModemActorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var store = FileOf(settings.Store.Connection);
        if (store is null)
            return new NodeLock(null);
        var path = $"{store}.{string.Concat(settings.Node.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'))}.lock";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
                Directory.CreateDirectory(directory);
            return new NodeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var isTaken = cause is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && File.Exists(path);
            throw new StoreException(
                isTaken
                    ? $"Another service of node '{settings.Node}' uses {store} already ({path} is locked). Stop it, or give this one another modem-actors.node or store."
                    : $"{path} cannot be made: {cause.Message}",
                cause);
        }
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>The store's file; null if it lives in memory, or if the connection string is none (opening the store says so).</summary>
    private static string? FileOf(string connection)
    {
        if (!connection.Contains('='))
            return connection;
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            foreach (var key in (string[])["Data Source", "DataSource", "Filename"])
            {
                if (parts.TryGetValue(key, out var value) && value is string { Length: > 0 } path && path != ":memory:")
                    return path;
            }
        }
        catch (ArgumentException)
        {
            return null;
        }

        return null;
    }
}
