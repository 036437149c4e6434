using System.CommandLine;
using ModemActors.Hosting;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>backup</c>: a copy of the store, while the service runs or not.</summary>
internal static class BackupVerb
{
    private static readonly Argument<string> s_file = new("FILE")
    {
        Description = "Where the copy goes; in a directory it gets a name with the time",
    };

    public static Command Create()
    {
        var backup = new Verb(
            "backup", "Copy the store, consistent and checked, while everybody goes on working with it; an older copy of that name is "
                + "replaced.",
            "modemactors backup /mnt/usb/")
        {
            s_file, VerbOptions.Json,
        };
        backup.SetAction(RunAsync);
        return backup;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        using var progress = new ProgressBar("copying the store");
        var report = await StoreBackup.RunAsync(
            ModemActorsHostingExtensions.StoreOptionsOf(configuration.Settings), parsed.GetValue(s_file)!, TimeProvider.System,
            progress, cancellation).ConfigureAwait(false);
        progress.Dispose();
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(report);
        else
            Screen.Line($"{report.File}: {report.Messages} messages, {report.Bytes / 1024} KiB, checked");
        return ModemActorsCommand.Done;
    }
}
