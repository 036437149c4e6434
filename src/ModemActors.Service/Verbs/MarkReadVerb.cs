using System.CommandLine;

namespace ModemActors.Service.Verbs;

/// <summary><c>mark-read</c>: a received message was read, so that it may leave the SIM.</summary>
internal static class MarkReadVerb
{
    private static readonly Argument<long[]> s_ids = VerbOptions.Ids("Received messages, by id");

    public static Command Create()
    {
        var markRead = new Verb(
            "mark-read", "Mark received messages as read; the service then deletes them from the SIM.",
            "modemactors mark-read 12 13")
        {
            s_ids, VerbOptions.Json,
        };
        markRead.SetAction(RunAsync);
        return markRead;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var outcomes = await store.MarkReadAsync(parsed.GetValue(s_ids)!).ConfigureAwait(false);
        return VerbStore.Report(outcomes, "read", parsed.GetValue(VerbOptions.Json));
    }
}
