using System.CommandLine;
using ModemActors.Ports;
using ModemActors.Service.Configuration;
using ModemActors.Service.Running;

namespace ModemActors.Service.Verbs;

/// <summary><c>run</c>: the service itself.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var run = new Verb(
            "run", "Run the service: modems, queue and HTTP API, until it is told to stop. Also what happens without a verb.",
            "modemactors run --config /etc/modem-actors/modem-actors.conf");
        run.SetAction(RunAsync);
        return run;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = ServiceConfiguration.Load(parsed.GetValue(ModemActorsCommand.ConfigFile));
        await ServiceHost.RunAsync(configuration, cancellation).ConfigureAwait(false);

        // a modem that takes no more bytes and could not be reset would hold up the end for half a minute
        if (HangingPorts.Names.Count > 0)
            HangingPorts.EndProcess();
        return ModemActorsCommand.Done;
    }
}
