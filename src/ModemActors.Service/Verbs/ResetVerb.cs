using System.CommandLine;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>reset</c>: a rung of recovery, asked for by a person.</summary>
internal static class ResetVerb
{
    private static readonly Argument<string> s_modem = new("MODEM") { Description = "The modem's id" };
    private static readonly Option<string?> s_level =
        VerbOptions.Word(
            "--level",
            "What to reset: resynchronise (ask it and set it up), reopen (the port; unless given), radio (off and on), modem (restart it), "
            + "usb (the USB device), power (by health.power-command)",
            ResetLevels.Words);

    public static Command Create()
    {
        var reset = new Verb("reset", "Reset a modem of the running service.", "modemactors reset sales --level modem")
        {
            s_modem, s_level,
        };
        reset.SetAction(RunAsync);
        return reset;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var service = ServiceClient.Required(VerbStore.Configuration(parsed));
        var (modem, level) = (parsed.GetValue(s_modem)!, parsed.GetValue(s_level) ?? "reopen");
        await service.PostAsync($"/v1/modems/{Uri.EscapeDataString(modem)}/reset", new { Level = level }, cancellation)
            .ConfigureAwait(false);
        Screen.Line($"{modem}: reset begun ({level}); 'modemactors status' shows how it goes");
        return ModemActorsCommand.Done;
    }
}
