using System.CommandLine;
using ModemActors.Storage;

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
        var outcomes = await RetryAllFailedAsync(store, cancellation).ConfigureAwait(false);
        if (outcomes.Count == 0 && !json)
            Screen.Line("no message has failed");
        return VerbStore.Report(outcomes, "queued again", json);
    }

    /// <summary>In pieces, so that one sees how far it is, and everybody else can write meanwhile.</summary>
    private static async Task<IReadOnlyList<TransitionOutcome>> RetryAllFailedAsync(IMessageStore store, CancellationToken cancellation)
    {
        var ids = new List<long>();
        for (long? before = long.MaxValue; before is not null;)
        {
            var page = await store.ListAsync(new MessageQuery
            {
                Direction = MessageDirection.Outbound,
                Status = MessageStatus.Failed.ToText(),
                BeforeId = before,
                Limit = 1_000,
            }).ConfigureAwait(false);
            ids.AddRange(page.Messages.Select(message => message.Id));
            before = page.NextBefore;
        }

        // the oldest first, as they were queued
        ids.Reverse();
        using var progress = new ProgressBar("queueing again");
        var outcomes = new List<TransitionOutcome>(ids.Count);
        foreach (var piece in ids.Chunk(200))
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes.AddRange(await store.RetryAsync(piece).ConfigureAwait(false));
            progress.Report(outcomes.Count, ids.Count);
        }

        return outcomes;
    }
}
