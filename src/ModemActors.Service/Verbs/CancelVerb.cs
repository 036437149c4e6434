using System.CommandLine;

namespace ModemActors.Service.Verbs;

/// <summary><c>cancel</c>: takes back messages that no modem has in hand yet.</summary>
internal static class CancelVerb
{
    private static readonly Argument<long[]> s_ids = VerbOptions.Ids("Queued messages, by id");

    public static Command Create()
    {
        var cancel = new Verb(
            "cancel", "Take back queued messages, before a modem has them in hand.",
            "modemactors cancel 12")
        {
            s_ids, VerbOptions.Json,
        };
        cancel.SetAction(RunAsync);
        return cancel;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var outcomes = await store.CancelAsync(parsed.GetValue(s_ids)!).ConfigureAwait(false);
        return VerbStore.Report(outcomes, "cancelled", parsed.GetValue(VerbOptions.Json));
    }
}
