using System.CommandLine;
using ModemActors.Holding;
using ModemActors.Hosting;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>release</c>: what a service that died could not do any more for the programs it had stopped. The systemd unit's ExecStopPost.</summary>
internal static class ReleaseVerb
{
    public static Command Create()
    {
        var release = new Verb(
            "release",
            "Run the after-close commands that a crashed service left undone (the systemd unit's ExecStopPost); does nothing if there are none, or if a service runs.",
            "modemactors release");
        release.SetAction(RunAsync);
        return release;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = VerbStore.Configuration(parsed).Settings;
        if (new HoldingMarks(settings.StateDirectory).List().Count == 0)
            return ModemActorsCommand.Done;
        using var alone = TryTake(settings);
        if (alone is null)
        {
            Screen.Line("a service of this node runs; it lets go of the ports itself");
            return ModemActorsCommand.Done;
        }

        var outcomes = await Holdings.Of(settings, Print).RecoverAsync().ConfigureAwait(false);
        return outcomes.All(outcome => outcome.Failure is null) ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
    }

    private static NodeLock? TryTake(Settings.ModemActorsSettings settings)
    {
        try
        {
            return NodeLock.Take(settings);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static void Print(CommandOutcome outcome)
    {
        if (outcome.Failure is null)
            Screen.Line($"{outcome.Command}: done");
        else
            Screen.Remark($"{outcome.Command}: {outcome.Failure}");
    }
}
