using System.CommandLine;
using Microsoft.Data.Sqlite;
using ModemActors.Hosting;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary>The store for verbs that work on it beside the service, or without it.</summary>
internal static class VerbStore
{
    public static ServiceConfiguration Configuration(ParseResult parsed) =>
        ServiceConfiguration.Load(parsed.GetValue(ModemActorsCommand.ConfigFile));

    public static Task<IMessageStore> OpenAsync(ParseResult parsed, CancellationToken cancellation) =>
        OpenAsync(Configuration(parsed), cancellation);

    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static Task<IMessageStore> OpenAsync(ServiceConfiguration configuration, CancellationToken cancellation)
    {
        var options = ModemActorsHostingExtensions.StoreOptionsOf(configuration.Settings);
        var path = FileOf(configuration);
        if (!File.Exists(path))
            Screen.Remark($"there was no store at {Path.GetFullPath(path)}; it is new and empty (another one is named with --config).");
        return SqliteMessageStore.OpenAsync(options, TimeProvider.System, cancellation);
    }

    /// <summary>The store's file as the configuration names it.</summary>
    public static string FileOf(ServiceConfiguration configuration)
    {
        var connection = configuration.Settings.Store.Connection;
        return connection.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(connection).DataSource : connection;
    }

    /// <summary>Prints what became of each message; 1 if it did not work for one of them.</summary>
    public static int Report(IReadOnlyList<TransitionOutcome> outcomes, string done, bool json)
    {
        if (json)
            Screen.Json(outcomes);
        foreach (var outcome in outcomes.Where(outcome => outcome.Done && !json))
            Screen.Line($"message {outcome.Id}: {done}{(outcome.Reason is { } remark ? $" ({remark})" : "")}");
        var refused = outcomes.Where(outcome => !outcome.Done).ToList();
        foreach (var outcome in refused)
            Screen.Remark($"message {outcome.Id}: {outcome.Reason}.");
        return refused.Count == 0 ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
    }
}
