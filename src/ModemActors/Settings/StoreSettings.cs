using System.Data.Common;
using ModemActors.Storage;

namespace ModemActors.Settings;

/// <summary>Where messages are kept.</summary>
/// <param name="Connection">An ADO.NET connection string for SQLite.</param>
public sealed record StoreSettings(string Connection)
{
    private static readonly string[] s_fileKeys = ["Data Source", "DataSource", "Filename"];

    internal static StoreSettings From(SettingsReader reader)
    {
        if (reader.Text("provider") is not "sqlite" and var provider)
            reader.Wrong("provider", $"is '{provider}' but this version knows only sqlite");
        var connection = reader.Text("connection");
        if (string.IsNullOrWhiteSpace(connection))
            reader.Wrong("connection", "must be a connection string, for example \"Data Source=data/modem-actors.db\"");
        else if (StoreOptions.Refusal(connection) is { } refusal)
            reader.Wrong("connection", refusal);
        return new StoreSettings(connection);
    }

    /// <summary>Where the store's file lies; "" if it is none.</summary>
    internal string Directory
    {
        get
        {
            try
            {
                var parts = new DbConnectionStringBuilder { ConnectionString = Connection.Contains('=') ? Connection : $"Data Source={Connection}" };
                var file = s_fileKeys.Select(key => parts.TryGetValue(key, out var value) ? value as string : null).FirstOrDefault(path => !string.IsNullOrEmpty(path));
                return file is null or ":memory:" ? "" : Path.GetDirectoryName(file) ?? "";
            }
            catch (ArgumentException)
            {
                return "";
            }
        }
    }
}
