using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary>What needs a person, worst first, each with what to do.</summary>
internal static class Attention
{
    private const int MostModems = 4;

    private static readonly TimeSpan s_longWait = TimeSpan.FromMinutes(5);

    public static Html Of(NodePicture node)
    {
        List<Html> calls = [.. Modems(node), .. Messages(node)];
        return calls.Count == 0
            ? Html.Of($"""<p class="well">{Icon.Of(Tone.Good)}Everything is as it should be.</p>""")
            : Html.Of($"""<ul>{Html.Each(calls, call => call)}</ul>""");
    }

    private static IEnumerable<Html> Modems(NodePicture node)
    {
        if (node.Modems is null)
        {
            yield return Call("actors", Tone.Bad, Html.Trusted(
                "The actors do not answer: modems cannot be shown. The log says more; restart the service if it stays so."));
            yield break;
        }

        if (node.Modems.Count == 0)
            yield return Call("no-modem", Tone.Warning, Html.Trusted("No modem is configured: <code>modemactors discover</code> prints the lines to add."));
        var sick = node.Modems.Where(modem => modem.IsSick).ToList();
        foreach (var modem in sick.Take(MostModems))
        {
            yield return Call(
                $"sick-{modem.Id}", modem.Tone, Html.Of($"""<strong>{modem.Id}</strong> {Said(modem.Word)}{(modem.Explanation is { } why ? $": {why}" : "")}"""),
                ModemMarkup.At(modem.Id), $"Look at {modem.Id}");
        }

        if (sick.Count > MostModems)
            yield return Call("more-sick", Tone.Warning, Html.Of($"""{sick.Count - MostModems} more modems are sick"""), "#modems", "Show");
    }

    private static IEnumerable<Html> Messages(NodePicture node)
    {
        if (node.Indeterminate > 0)
        {
            yield return Call(
                "indeterminate", Tone.Warning,
                Html.Of($"""Nobody can know whether {Count(node.Indeterminate, "message")} went out: the line, the modem or we died meanwhile. You decide."""),
                "/messages?status=indeterminate", "Decide");
        }

        if (node.Failed > 0)
        {
            yield return Call(
                "failed", Tone.Bad, Html.Of($"""{(node.Failed >= 100 ? "100 or more messages" : Count(node.Failed, "message"))} failed in the last 24 hours"""),
                "/messages?status=failed", "Show");
        }

        if (node.Statistics.OldestQueuedAge is { } age && age > s_longWait && node.Activity.Modems.Values.Sum(modem => modem.Sent) == 0)
        {
            yield return Call(
                "waiting", Tone.Warning, Html.Of($"""The oldest message waits for {TimeText.Age(age)}, and none went out in the last hour"""),
                "/messages?status=queued", "Show");
        }

        if (node.Quarantined > 0)
        {
            yield return Call("quarantine", Tone.Warning, Html.Of(
                $"""{Count(node.Quarantined, "PDU")} came in since yesterday that nobody can decode; kept raw in the table <code>quarantine</code>"""));
        }
    }

    private static Html Call(string key, Tone tone, Html words, string? target = null, string act = "") => Html.Of($"""
        <li id="call-{key}" class="call {Icon.ClassOf(tone)}">{Icon.Of(tone)}<p>{words}</p>{Html.If(
            target is not null, () => Html.Of($"""<a class="button small" href="{target}">{act}</a>"""))}</li>
        """);

    private static string Count(long count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    /// <summary>The word as it goes on after the modem's name.</summary>
    private static string Said(string word) => word switch
    {
        "SIM full" => "has a full SIM",
        "No port" => "has no port",
        "Recovering" or "Quarantined" or "Degraded" => $"is {word.ToLowerInvariant()}",
        _ => $"{char.ToLowerInvariant(word[0])}{word[1..]}",
    };
}
