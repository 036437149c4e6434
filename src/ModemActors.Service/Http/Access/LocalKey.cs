using Microsoft.Data.Sqlite;
using ModemActors.Settings;
using ModemActors.Storage;
using Serilog;

namespace ModemActors.Service.Http.Access;

/// <summary>
/// The key by which the program's own verbs reach the service: new at every start, in a file beside the store that only its user may read. Whoever
/// may read that file may write the store anyway.
/// </summary>
internal sealed class LocalKey : IDisposable
{
    private readonly string? _file;

    private LocalKey(ApiKey key, string? file) => (Key, _file) = (key, file);

    public ApiKey Key { get; }

    /// <summary>Where it is kept.</summary>
    public static string FileOf(ModemActorsSettings settings)
    {
        var connection = settings.Store.Connection;
        var path = connection.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(connection).DataSource : connection;
        return $"{Path.GetFullPath(path)}.{Uri.EscapeDataString(settings.Node)}.key";
    }

    /// <summary>Makes one and writes it down.</summary>
    public static LocalKey Create(ModemActorsSettings settings)
    {
        var (id, secret) = ApiKeySecret.Create();
        var key = new ApiKey(id, "this program", ApiScope.Admin, ApiKeySecret.Hash(secret), TimeProvider.System.GetUtcNow());
        var file = FileOf(settings);
        try
        {
            // an old file may be somebody else's to read
            File.Delete(file);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.WriteLine(secret);
            return new LocalKey(key, file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Log.Warning("{File} cannot be written ({Reason}): verbs that ask the service need an API key in MODEMACTORS_API_KEY.", file, cause.Message);
            return new LocalKey(key, null);
        }
    }

    /// <summary>What the running service wrote down; null if there is none, or it is not for us to read.</summary>
    public static string? Read(ModemActorsSettings settings)
    {
        try
        {
            return File.ReadAllText(FileOf(settings)).Trim();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            if (_file is not null)
                File.Delete(_file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Log.Warning("{File} could not be removed: {Reason}", _file, cause.Message);
        }
    }
}
