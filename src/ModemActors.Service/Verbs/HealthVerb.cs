using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>health</c>: a verdict per check; exit code 0 healthy, 1 degraded, 2 unhealthy.</summary>
internal static class HealthVerb
{
    public static Command Create()
    {
        var health = new Verb(
            "health", "Check configuration, store, service and each modem; exit code 0 healthy, 1 degraded, 2 unhealthy.",
            "modemactors health --json")
        {
            VerbOptions.Json,
        };
        health.SetAction(RunAsync);
        return health;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var view = HealthView.Of(await CheckAsync(parsed, cancellation).ConfigureAwait(false));
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(view);
        else
            Print(view);
        return (int)view.Verdict;
    }

    private static async Task<List<HealthCheck>> CheckAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ServiceConfiguration configuration;
        try
        {
            configuration = VerbStore.Configuration(parsed);
        }
        catch (UnusableConfigurationException cause)
        {
            return [new HealthCheck(
                "configuration", Verdict.Unhealthy, cause.Message, "correct it; 'modemactors config --check' tells when it is well")];
        }

        var modems = configuration.Settings.Modems.Count;
        return
        [
            modems > 0
                ? new HealthCheck("configuration", Verdict.Healthy, $"valid, {modems} modem{(modems == 1 ? "" : "s")}")
                : new HealthCheck(
                    "configuration", Verdict.Degraded, "valid, but it has no modem", "'modemactors discover' prints the lines to add"),
            await CheckStoreAsync(configuration, cancellation).ConfigureAwait(false),
            .. await CheckServiceAsync(configuration, cancellation).ConfigureAwait(false),
        ];
    }

    private static async Task<HealthCheck> CheckStoreAsync(ServiceConfiguration configuration, CancellationToken cancellation)
    {
        try
        {
            var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
            await using var closing = store.ConfigureAwait(false);
            var health = await store.CheckAsync().ConfigureAwait(false);
            return health.Healthy
                ? new HealthCheck("store", Verdict.Healthy, $"{health.File}, {health.SizeBytes / 1024} KiB, {Free(health)}")
                : new HealthCheck(
                    "store", Verdict.Unhealthy, health.Problem!, "make the file writable, or set modem-actors.store.connection");
        }
        catch (StoreException cause)
        {
            return new HealthCheck("store", Verdict.Unhealthy, cause.Message);
        }
    }

    private static string Free(StoreHealth health) =>
        health.FreeBytes is { } free ? $"{free / (1024 * 1024)} MiB free" : "free space unknown";

    private static async Task<IReadOnlyList<HealthCheck>> CheckServiceAsync(
        ServiceConfiguration configuration, CancellationToken cancellation)
    {
        using var client = ServiceClient.For(configuration);
        if (client is null)
            return [new HealthCheck("service", Verdict.Degraded, "cannot be asked: HTTP is switched off", "set modem-actors.api.urls")];
        if (!await client.IsUpAsync(cancellation).ConfigureAwait(false))
            return [new HealthCheck("service", Verdict.Unhealthy, $"nothing answers at {client.Url}", "start it with 'modemactors run'")];
        try
        {
            var modems = await client.ListModemsAsync(cancellation).ConfigureAwait(false);
            var checks = modems.Select(Check).ToList();
            var isDead = checks.Count > 0 && modems.All(modem => modem.State != "ready");
            checks.Insert(0, isDead
                ? new HealthCheck("service", Verdict.Unhealthy, $"running at {client.Url}, but no modem is ready", "see the modems below")
                : new HealthCheck("service", Verdict.Healthy, $"running at {client.Url}"));
            return checks;
        }
        catch (VerbException cause)
        {
            return [new HealthCheck("service", Verdict.Unhealthy, cause.Message, "look at its log, and restart it if it stays so")];
        }
    }

    private static HealthCheck Check(ModemView modem)
    {
        var name = $"modem {modem.Id}";
        if (modem.State != "ready")
            return new HealthCheck(
                name, Verdict.Degraded, $"{modem.State}: {modem.LastError ?? "no reason is known"}",
                $"'modemactors identify {modem.Id}' looks closer");
        if (modem is { StorageUsed: { } used, StorageTotal: > 0 and var total } && used >= total)
            return new HealthCheck(
                name, Verdict.Degraded, $"its message memory is full ({used} of {total})",
                "mark messages as read: 'modemactors mark-read'");
        return modem.SignalDbm is { } dbm and <= -105
            ? new HealthCheck(name, Verdict.Degraded, $"ready, but its signal is weak ({dbm} dBm)", "move the modem or its antenna")
            : new HealthCheck(
                name, Verdict.Healthy,
                $"ready{(modem.SignalDbm is { } level ? $", {level} dBm" : "")}{(modem.Operator is { } on ? $", {on}" : "")}");
    }

    private static void Print(HealthView view)
    {
        foreach (var check in view.Checks)
        {
            Screen.Line($"{check.Verdict.ToString().ToLowerInvariant(),-10} {check.Name}: {Screen.Clean(check.Detail, oneLine: false)}");
            if (check.Advice is { } advice)
                Screen.Line($"{"",-10} {advice}");
        }

        Screen.Line();
        Screen.Line(view.Verdict.ToString().ToUpperInvariant());
    }
}
