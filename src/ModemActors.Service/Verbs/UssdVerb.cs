using System.CommandLine;
using System.Text.Json;
using ModemActors.Messages;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>ussd</c>: a code such as <c>*100#</c> through the running service.</summary>
internal static class UssdVerb
{
    private static readonly Argument<string> s_modem = new("MODEM") { Description = "The modem's id" };
    private static readonly Argument<string> s_code = new("CODE") { Description = "The code, or the answer that the network waits for; it may cost money" };

    public static Command Create()
    {
        var ussd = new Verb("ussd", "Send a USSD code over a modem of the running service.", "modemactors ussd sales \"*100#\"")
        {
            s_modem, s_code, VerbOptions.Json,
        };
        ussd.SetAction(RunAsync);
        return ussd;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var service = ServiceClient.Required(VerbStore.Configuration(parsed));
        var modem = Uri.EscapeDataString(parsed.GetValue(s_modem)!);
        var answer = (await service.PostAsync($"/v1/modems/{modem}/ussd", new { Code = parsed.GetValue(s_code) }, cancellation).ConfigureAwait(false))
            .Deserialize<UssdAnswered>(Json.Options)!;
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(answer);
            return ModemActorsCommand.Done;
        }

        Screen.Line(Screen.Clean(answer.Text, oneLine: false));
        if (answer.ExpectsReply)
            Screen.Remark("the network waits for an answer: give it as CODE.");
        return ModemActorsCommand.Done;
    }
}
