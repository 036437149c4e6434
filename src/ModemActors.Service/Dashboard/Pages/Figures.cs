using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;

namespace ModemActors.Service.Dashboard.Pages;

/// <summary>The node in a handful of numbers.</summary>
internal static class Figures
{
    public static Html Of(NodePicture node)
    {
        var minutes = node.Activity.Minutes;
        return Html.Of($"""
            {Ready(node.Modems ?? [])}
            {Figure("Queue", Html.Of($"""{node.Queued}<small> waiting</small>"""),
                node.Statistics.OldestQueuedAge is { } oldest ? Html.Of($"""oldest for {TimeText.Age(oldest)}""") : Html.Trusted("empty"))}
            {Figure("Latency", node.Activity.MedianLatency is { } median ? Html.Of($"""{Seconds(median)}<small> median</small>""") : Html.Trusted("–"),
                node.Activity.SlowLatency is { } slow ? Html.Of($"""19 of 20 within {Seconds(slow)}""") : Html.Trusted("nothing sent in an hour"))}
            {Figure("Unread", Html.Of($"""{node.Unread}"""),
                node.Unread > 0 ? Html.Trusted("<a href=\"/messages?status=unread\">read them</a>") : Html.Trusted("nothing waits"))}
            <div class="figure wide"><h2>Messages per minute</h2>{Charts.Traffic(minutes)}
            <p class="remark legend"><span><i class="key sent"></i>sent <strong>{minutes.Sum(minute => minute.Sent)}</strong></span><span><i class="key received"></i>received <strong>{minutes.Sum(minute => minute.Received)}</strong></span><span>in the last hour</span></p></div>
            """);
    }

    private static Html Ready(IReadOnlyList<ModemPanel> modems)
    {
        var ready = modems.Count(modem => modem.Tone == Tone.Good);
        var sick = modems.Count(modem => modem.IsSick);
        var chip = sick > 0 ? Icon.Chip(modems.Any(modem => modem.Tone == Tone.Bad) ? Tone.Bad : Tone.Warning, $"{sick} sick")
            : modems.Count == 0 ? Icon.Chip(Tone.Idle, "none yet")
            : ready == modems.Count ? Icon.Chip(Tone.Good, "all well")
            : Icon.Chip(Tone.Busy, $"{modems.Count - ready} not yet");
        return Figure("Modems ready", Html.Of($"""{ready}<small> of {modems.Count}</small>"""), chip);
    }

    private static Html Figure(string name, Html value, Html remark) =>
        Html.Of($"""<div class="figure"><h2>{name}</h2><p class="value">{value}</p><p class="remark">{remark}</p></div>""");

    private static string Seconds(TimeSpan latency) => latency < TimeSpan.FromSeconds(1) ? "< 1 s" : TimeText.Age(latency);
}
