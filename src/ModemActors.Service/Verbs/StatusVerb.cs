using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>status</c>: messages by state, and each modem as it was last put on record.</summary>
internal static class StatusVerb
{
    public static Command Create()
    {
        var status = new Verb(
            "status", "Show messages by status, the queue's age and each modem: state, signal, operator, SIM storage, last error.",
            "modemactors status --json")
        {
            VerbOptions.Json,
        };
        status.SetAction(RunAsync);
        return status;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var service = await FindServiceAsync(configuration, cancellation).ConfigureAwait(false);
        var view = StatusView.Of(
            await store.GetStatisticsAsync().ConfigureAwait(false), await store.ListModemsAsync().ConfigureAwait(false),
            await store.ListRecoveriesAsync(limit: 500).ConfigureAwait(false),
            configuration.Settings, service);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(view);
        else
            Print(view);
        return ModemActorsCommand.Done;
    }

    private static async Task<string> FindServiceAsync(ServiceConfiguration configuration, CancellationToken cancellation)
    {
        using var client = ServiceClient.For(configuration);
        if (client is null)
            return "unknown (HTTP is switched off)";
        return await client.IsUpAsync(cancellation).ConfigureAwait(false) ? $"running at {client.Url}"
            : $"seems down: nothing answers at {client.Url}";
    }

    private static void Print(StatusView view)
    {
        Screen.Line($"service    {view.Service}");
        Screen.Line($"store      {view.Store}");
        Screen.Line(view.OldestQueuedSeconds is { } oldest
            ? $"queue      {view.Queued} waiting, the oldest for {TimeText.Age(TimeSpan.FromSeconds(oldest))}"
            : "queue      empty");
        if (view.Quarantined > 0)
            Screen.Line($"quarantine {view.Quarantined} received PDU{(view.Quarantined == 1 ? "" : "s")} that nobody could decode");
        Screen.Line();
        if (view.Messages.Count == 0)
            Screen.Line("no messages");
        else
            Screen.Table(
                [new("DIRECTION"), new("STATUS"), new("MESSAGES", IsNumber: true)],
                [.. view.Messages.Select(count => (IReadOnlyList<string>)[count.Direction, count.Status, $"{count.Count}"])]);
        Screen.Line();
        if (view.Modems.Count == 0)
            Screen.Line("no modem is on record; the service puts them there when it runs");
        else
            PrintModems(view);
    }

    private static void PrintModems(StatusView view)
    {
        Screen.Table(
            [new("MODEM"), new("STATE"), new("SIGNAL", IsNumber: true), new("OPERATOR"), new("SIM", IsNumber: true), new("SEEN"),
             new("LAST ERROR", Gives: true)],
            [.. view.Modems.Select(modem => (IReadOnlyList<string>)
            [
                modem.Id, modem.State, modem.SignalDbm is { } dbm ? $"{dbm} dBm" : "", Screen.Clean(modem.Operator ?? ""), Storage(modem),
                modem.UpdatedAt is { } seen ? TimeText.Age(TimeProvider.System.GetUtcNow() - seen) : "",
                Screen.Clean(modem.LastError ?? ""),
            ])]);
        foreach (var modem in view.Modems)
        {
            if (modem.StorageFullAt - TimeProvider.System.GetUtcNow() is { } time)
                Screen.Line($"{modem.Id}: the SIM will be full in {TimeText.Age(time)} at the present rate of arrival");
        }

        foreach (var modem in view.Modems.Where(modem => modem.LastError is { Length: > 20 }))
            Screen.Line($"{modem.Id}: {Screen.Clean(modem.LastError!)}");
        foreach (var modem in view.Modems.Where(modem => modem.Verdict is not (null or "ok")))
            Screen.Line($"{modem.Id}: {modem.Verdict}: {Screen.Clean(modem.Evidence ?? "no reason is known")}");
        foreach (var modem in view.Modems.Where(modem => modem.Recoveries.Count > 0))
            Screen.Line($"{modem.Id}: last reset: {Screen.Clean(modem.Recoveries[0].InWords(TimeProvider.System.GetUtcNow()))}");
    }

    private static string Storage(ModemView modem) =>
        modem is { StorageUsed: { } used, StorageTotal: > 0 and var total } ? $"{used}/{total} {100 * used / total}%" : "";
}
