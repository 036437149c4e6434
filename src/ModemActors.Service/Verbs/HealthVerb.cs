using System.CommandLine;
using ModemActors.Service.Checks;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>health</c>: a verdict per check; exit code 0 healthy, 1 degraded, 2 unhealthy.</summary>
internal static class HealthVerb
{
    public static Command Create()
    {
        var health = new Verb(
            "health", "Check configuration, disk, clock, store, queue, backups, service, modems and ports, and tell what to do next; "
                + "exit code 0 healthy, "
            + "1 degraded, 2 unhealthy.",
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

        return
        [
            .. ConfigurationChecks.Of(configuration),
            .. await StoreChecks.RunAsync(configuration, TimeProvider.System, cancellation).ConfigureAwait(false),
            .. await ServiceChecks.RunAsync(configuration, cancellation).ConfigureAwait(false),
        ];
    }

    private static void Print(HealthView view)
    {
        foreach (var check in view.Checks)
        {
            Screen.Line($"{check.Verdict.ToString().ToLowerInvariant(),-10} {check.Name}: {Screen.Clean(check.Detail, oneLine: false)}");
            if (check.Advice is { } advice)
                Screen.Line($"{"",-10} → {advice}");
        }

        Screen.Line();
        Screen.Line(view.Verdict.ToString().ToUpperInvariant());
    }
}
