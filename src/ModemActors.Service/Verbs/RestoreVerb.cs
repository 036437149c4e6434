using System.CommandLine;
using ModemActors.Hosting;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>restore</c>: a copy takes the store's place.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<string> s_file = new("FILE") { Description = "The copy" };
    private static readonly Option<bool> s_yes = new("--yes", "-y") { Description = "Do not ask" };

    private static readonly Option<string?> s_outbound = VerbOptions.Word(
        "--outbound", "Messages that waited or were on their way when the copy was made, and may have been sent since: hold (default) = "
            + "they become "
        + "indeterminate and a person decides; send; cancel", "hold", "send", "cancel");

    public static Command Create()
    {
        var restore = new Verb(
            "restore", "Put a backup in the place of the store. It is checked before, the store that was there is kept aside, and "
                + "nothing is sent "
            + "again by itself. The service must be stopped.",
            "modemactors restore backups/modem-actors-20260131T040000Z.db")
        {
            s_file, s_outbound, s_yes, VerbOptions.Json,
        };
        restore.SetAction(RunAsync);
        return restore;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var options = ModemActorsHostingExtensions.StoreOptionsOf(configuration.Settings);
        using var alone = NodeLock.Take(configuration.Settings);
        if (!parsed.GetValue(s_yes) && !await IsWantedAsync(options, parsed.GetValue(s_file)!, cancellation).ConfigureAwait(false))
        {
            Screen.Remark("nothing was changed.");
            return ModemActorsCommand.Failed;
        }

        var outbound = parsed.GetValue(s_outbound) switch
        {
            "send" => RestoredOutbound.Send,
            "cancel" => RestoredOutbound.Cancel,
            _ => RestoredOutbound.Hold,
        };
        using var progress = new ProgressBar("restoring the store");
        var report = await StoreRestore.RunAsync(options, parsed.GetValue(s_file)!, outbound, TimeProvider.System, progress, cancellation)
            .ConfigureAwait(false);
        progress.Dispose();
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(report);
        else
            Print(report, outbound);
        return ModemActorsCommand.Done;
    }

    private static async Task<bool> IsWantedAsync(StoreOptions options, string file, CancellationToken cancellation)
    {
        if (Console.IsInputRedirected)
            throw new VerbException("restore replaces the store: say --yes where nobody can be asked.");
        await Console.Error.WriteAsync($"Replace the store ({options.ConnectionString}) by {file}? What is there now is kept aside. [y/N] ")
            .ConfigureAwait(false);
        var answer = await Console.In.ReadLineAsync(cancellation).ConfigureAwait(false);
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private static void Print(RestoreReport report, RestoredOutbound outbound)
    {
        Screen.Line($"{report.Store} is now the copy {report.From}: {report.Messages} messages"
            + (report.Newest is { } newest ? $", the newest of {newest:yyyy-MM-dd HH:mm:ss} UTC" : ""));
        if (report.KeptAside is { } aside)
            Screen.Line($"what was there before is {aside}");
        if (report.Undecided == 0)
            return;
        Screen.Line(outbound switch
        {
            RestoredOutbound.Send => $"{report.Undecided} messages are sent, also those that went out since the copy was made",
            RestoredOutbound.Cancel => $"{report.Undecided} messages are cancelled, or indeterminate if they were on their way",
            _ => $"{report.Undecided} messages may have been sent since and are held: 'modemactors messages --status indeterminate' "
                + "lists them, "
                + "'modemactors resolve ID --sent' or '--resend' decides",
        });
    }
}
