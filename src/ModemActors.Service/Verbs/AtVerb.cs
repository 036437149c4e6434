using System.CommandLine;

namespace ModemActors.Service.Verbs;

/// <summary><c>at</c>: one guarded command through the running service.</summary>
internal static class AtVerb
{
    private static readonly Argument<string> s_modem = new("MODEM") { Description = "The modem's id" };
    private static readonly Argument<string> s_command =
        new("COMMAND") { Description = "The command; what sends or changes what the service relies on is refused" };

    public static Command Create()
    {
        var at = new Verb("at", "Run one AT command on a modem of the running service.", "modemactors at sales \"AT+CSQ\"")
        {
            s_modem, s_command, VerbOptions.Json,
        };
        at.SetAction(RunAsync);
        return at;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var service = ServiceClient.Required(VerbStore.Configuration(parsed));
        var answer = await service.RunAtAsync(parsed.GetValue(s_modem)!, parsed.GetValue(s_command)!, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(answer);
            return answer.Ok ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
        }

        foreach (var line in answer.Lines)
            Screen.Line(Screen.Clean(line, oneLine: false));
        if (!answer.Ok)
            throw new VerbException($"the modem answered {Screen.Clean(answer.Final)}");
        Screen.Line(Screen.Clean(answer.Final));
        return ModemActorsCommand.Done;
    }
}
