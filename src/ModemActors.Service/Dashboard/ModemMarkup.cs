using ModemActors.Protocol.At;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Views;

namespace ModemActors.Service.Dashboard;

/// <summary>Modems on a page: a card each, or, where there are many, cards for the sick and a wall of tiles for the rest.</summary>
internal static class ModemMarkup
{
    private const int MostCards = 24;

    public static Html All(IReadOnlyList<ModemPanel> modems, DateTimeOffset now)
    {
        var isWall = modems.Count > MostCards;
        return Html.Of($"""
            <ul class="cards">{Html.Each(isWall ? modems.Where(modem => modem.Tone != Tone.Good) : modems, modem => Card(modem, now))}</ul>
            {Html.If(isWall, () => Html.Of($"""<ul class="wall">{Html.Each(modems.Where(modem => modem.Tone == Tone.Good).OrderBy(modem => modem.Id, StringComparer.OrdinalIgnoreCase), Tile)}</ul>"""))}
            """);
    }

    public static string At(string id) => $"/modems/{Uri.EscapeDataString(id)}";

    public static Html Signal(ModemPanel modem) => Html.Of($"""
        <div class="signal{Stale(modem)}">{Charts.SignalBars(modem.Status.SignalDbm)}<span class="level">{(modem.Status.SignalDbm is { } dbm ? $"{dbm} dBm" : "no signal known")}<small>{Words(modem)}</small></span>{Charts.Signal(modem.Signal)}</div>
        """);

    public static Html Storage(ModemPanel modem) => modem.Status is { StorageUsed: { } used, StorageTotal: > 0 and var total }
        ? Html.Of($"""
            <div class="storage{Stale(modem)}">{Icon.Card}<span class="words">SIM <strong>{used}</strong> of {total}{Html.If(used >= total, () => Html.Trusted(" <em>full</em>"))}{(modem.FullIn is { } left && !modem.IsGone ? Html.Of($""" <span class="forecast">· full in {TimeText.Age(left)}</span>""") : Html.None)}</span>{Charts.Fill(used, total, modem.StorageTone)}</div>
            """)
        : Html.None;

    private static Html Card(ModemPanel modem, DateTimeOffset now) => Html.Of($"""
        <li id="modem-{modem.Id}" class="card {Icon.ClassOf(modem.Tone)}" data-search="{Search(modem)}">
        <div class="title"><h3><a href="{At(modem.Id)}">{modem.Id}</a></h3>{Icon.Chip(modem.Tone, modem.Word)}</div>
        <p class="operator">{modem.Status.Operator ?? "no network"}{Html.If(modem.Status.Identity?.OwnNumber is { Length: > 0 }, () => Html.Of($""" · {modem.Status.Identity!.OwnNumber}"""))}</p>
        {Html.If(modem.Explanation is not null, () => Html.Of($"""<p class="explanation">{modem.Explanation}</p>"""))}
        {Signal(modem)}
        {Storage(modem)}
        {Recoveries(modem, now)}
        <div class="doings"><span title="Sent in the last hour">{Icon.Out}{modem.Activity.Sent}<span class="unseen"> sent</span></span> <span title="Received in the last hour">{Icon.In}{modem.Activity.Received}<span class="unseen"> received</span></span>{Html.If(
            modem.Activity.Waiting > 0, () => Html.Of($""" <span title="Queued for this modem alone">{Icon.Clock}{modem.Activity.Waiting}<span class="unseen"> waiting for it alone</span></span>"""))} <span class="alive">{Icon.Pulse}{Alive(modem, now)}</span></div>
        </li>
        """);

    /// <summary>How often it was reset lately, a sign each, and the last time.</summary>
    private static Html Recoveries(ModemPanel modem, DateTimeOffset now)
    {
        var lately = modem.Status.Recoveries.Where(recovery => recovery.At > now.AddDays(-1)).ToList();
        return Html.If(lately.Count > 0, () => Html.Of($"""
            <p class="recoveries">{Icon.Tool}<span>{lately.Count}{(modem.Status.Recoveries.Count == lately.Count && lately.Count >= 10 ? " or more" : "")} {(lately.Count == 1 ? "reset" : "resets")} since yesterday, last: {lately[0].Level.ToString().ToLowerInvariant()} {Times.Relative(lately[0].At, now)}</span></p>
            """));
    }

    private static Html Tile(ModemPanel modem) => Html.Of($"""
        <li id="modem-{modem.Id}" class="tile {Icon.ClassOf(modem.Tone)}" data-search="{Search(modem)}"><a href="{At(modem.Id)}">{Icon.Of(modem.Tone)}<span class="name">{modem.Id}</span>{Charts.SignalBars(modem.Status.SignalDbm)}<span class="unseen"> {modem.Word}, {(modem.Status.SignalDbm is { } dbm ? $"{dbm} dBm" : "no signal known")}</span></a></li>
        """);

    public static Html Alive(ModemPanel modem, DateTimeOffset now) => modem.Status.LastProofOfLife is { } proof
        ? Html.Of($"""<span class="unseen">last sign of life </span>{Times.Relative(proof, now)}""")
        : Html.Trusted("no sign of life yet");

    /// <summary>What a modem said before it was lost is shown as such.</summary>
    private static string Stale(ModemPanel modem) => modem.IsGone ? " stale" : "";

    private static string Words(ModemPanel modem) => modem.Status.SignalDbm is null ? "" : modem.IsGone ? "when last seen" : new SignalQuality(modem.Status.SignalDbm, null).Words;

    private static string Search(ModemPanel modem) => string.Join(
        ' ', modem.Id, modem.Word, modem.Status.Operator, modem.Status.Identity?.OwnNumber, modem.Status.Identity?.Model, modem.Status.Port).ToLowerInvariant();
}
