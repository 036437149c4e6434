namespace ModemActors.Settings;

/// <summary>Where messages are kept.</summary>
/// <param name="Connection">An ADO.NET connection string for SQLite.</param>
public sealed record StoreSettings(string Connection)
{
    internal static StoreSettings From(SettingsReader reader)
    {
        if (reader.Text("provider") is not "sqlite" and var provider)
            reader.Wrong("provider", $"is '{provider}' but this version knows only sqlite");
        var connection = reader.Text("connection");
        if (string.IsNullOrWhiteSpace(connection))
            reader.Wrong("connection", "must be a connection string, for example \"Data Source=data/modem-actors.db\"");
        return new StoreSettings(connection);
    }
}
