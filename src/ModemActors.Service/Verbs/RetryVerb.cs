using System.CommandLine;

namespace ModemActors.Service.Verbs;

/// <summary><c>retry</c>: queues messages again that ended without having been sent.</summary>
internal static class RetryVerb
{
    private static readonly Argument<long[]> s_ids =
        VerbOptions.Ids("Failed, undelivered, expired or cancelled messages, by id", required: false);
    private static readonly Option<bool> s_allFailed = new("--all-failed") { Description = "Every failed message" };

    public static Command Create()
    {
        var retry = new Verb(
            "retry", "Queue messages again that were not sent.",
            "modemactors retry 12 13, or modemactors retry --all-failed")
        {
            s_ids, s_allFailed, VerbOptions.Json,
        };
        retry.Validators.Add(result =>
        {
            if (result.GetValue(s_allFailed) == result.GetValue(s_ids) is { Length: > 0 })
                result.AddError("retry needs either ids or --all-failed.");
        });
        retry.SetAction(RunAsync);
        return retry;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var json = parsed.GetValue(VerbOptions.Json);
        if (!parsed.GetValue(s_allFailed))
            return VerbStore.Report(await store.RetryAsync(parsed.GetValue(s_ids)!).ConfigureAwait(false), "queued again", json);
        var outcomes = await store.RetryAllFailedAsync().ConfigureAwait(false);
        if (outcomes.Count == 0 && !json)
            Screen.Line("no message has failed");
        return VerbStore.Report(outcomes, "queued again", json);
    }
}
