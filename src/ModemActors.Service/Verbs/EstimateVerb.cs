using System.CommandLine;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary><c>estimate</c>: what a text takes on air.</summary>
internal static class EstimateVerb
{
    private static readonly Argument<string> s_text = new("TEXT") { Description = "The text; - = read it from standard input" };

    public static Command Create()
    {
        var estimate = new Verb(
            "estimate", "Tell what a text takes on air: encoding, units, parts, and which characters force UCS-2.",
            "modemactors estimate \"Grüße, 5 €\"")
        {
            s_text, VerbOptions.Json,
        };
        estimate.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return estimate;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var estimate = EstimateView.Of(await VerbText.ReadAsync(parsed.GetValue(s_text)!, cancellation).ConfigureAwait(false));
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(estimate);
            return ModemActorsCommand.Done;
        }

        Screen.Line($"encoding   {(estimate.Encoding == "gsm7" ? "GSM 7 bit" : "UCS-2")}");
        Screen.Line($"length     {estimate.Units} {estimate.UnitName}");
        Screen.Line($"parts      {estimate.Parts} of up to {estimate.UnitsPerPart} {estimate.UnitName},"
            + $" {estimate.UnitsLeft} left in the last");
        if (estimate.ForcedUcs2.Count > 0)
            Screen.Line($"because of {Screen.Clean(string.Join(' ', estimate.ForcedUcs2))} (not in the GSM alphabet)");
        if (!estimate.Sendable)
            Screen.Line($"too long   {estimate.Reason}");
        return ModemActorsCommand.Done;
    }
}
