using System.CommandLine;

namespace ModemActors.Service.Verbs;

/// <summary><c>resolve</c>: a person decides what became of an indeterminate message.</summary>
internal static class ResolveVerb
{
    private static readonly Argument<long> s_id = VerbOptions.Id("An indeterminate message, by id");
    private static readonly Option<bool> s_sent = new("--sent") { Description = "It went out" };
    private static readonly Option<bool> s_resend = new("--resend") { Description = "Send it again, at the risk that it arrives twice" };

    public static Command Create()
    {
        var resolve = new Verb(
            "resolve", "Decide on an indeterminate message: the modem had it when something broke, so nobody can know whether it went out.",
            "modemactors resolve 12 --sent")
        {
            s_id, s_sent, s_resend, VerbOptions.Json,
        };
        resolve.Validators.Add(result =>
        {
            if (result.GetValue(s_sent) == result.GetValue(s_resend))
                result.AddError("resolve needs either --sent or --resend.");
        });
        resolve.SetAction(RunAsync);
        return resolve;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var sent = parsed.GetValue(s_sent);
        var outcome = await store.ResolveAsync(parsed.GetValue(s_id), sent).ConfigureAwait(false);
        return VerbStore.Report([outcome], sent ? "counts as sent" : "queued again", parsed.GetValue(VerbOptions.Json));
    }
}
