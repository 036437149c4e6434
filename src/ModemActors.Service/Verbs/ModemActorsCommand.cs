using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary>The program's command line: one verb, one file. Exit code 0 = done, 1 = failed with one line on stderr, 2 = wrong usage.</summary>
internal static class ModemActorsCommand
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Understood by every verb.</summary>
    public static readonly Option<string?> ConfigFile = new("--config", "-c")
    {
        Description = "Configuration file (else $MODEMACTORS_CONFIG, ./modem-actors.conf, /etc/modem-actors/modem-actors.conf)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        try
        {
            var code = await parsed.InvokeAsync(invocation).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? WrongUsage : code;
        }
        catch (Exception cause) when (cause is UnusableConfigurationException or StoreException or VerbException)
        {
            await Console.Error.WriteLineAsync($"modemactors: {cause.Message}").ConfigureAwait(false);
            return Failed;
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("Supervises SMS modems: sends, receives and heals them. Without a verb it runs the service.") { ConfigFile };
        root.Subcommands.Add(RunVerb.Create());
        root.SetAction(RunVerb.RunAsync);
        return root;
    }
}
