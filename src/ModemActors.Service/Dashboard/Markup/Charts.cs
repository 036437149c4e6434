using System.Globalization;
using System.Text;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard.Markup;

/// <summary>Small drawings. Sizes are attributes, not styles, because the page's policy allows no inline style.</summary>
internal static class Charts
{
    /// <summary>Steps from one measurement to the next that are still one line.</summary>
    private const int Bridged = 3;

    /// <summary>dB from bottom to top at least, so that the usual wavering looks as small as it is.</summary>
    private const int LeastSpan = 24;

    /// <summary>Bars of a telephone for a signal: none to five.</summary>
    public static int BarsOf(int? dbm) => dbm switch
    {
        null or < -110 => 0,
        < -100 => 1,
        < -90 => 2,
        < -80 => 3,
        < -70 => 4,
        _ => 5,
    };

    public static Html SignalBars(int? dbm)
    {
        var bars = BarsOf(dbm);
        return Html.Of($"""
            <svg class="bars {(dbm is null ? "unknown" : bars <= 1 ? "bad" : bars == 2 ? "warning" : "good")}" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">{Html.Each(
                Enumerable.Range(0, 5), bar => Html.Of($"""<rect class="{(bar < bars ? "on" : "off")}" x="{bar * 5}" y="{12 - (3 * bar)}" width="3.6" height="{4 + (3 * bar)}" rx="1"/>"""))}</svg>
            """);
    }

    /// <summary>A share of something that is full at 100 %.</summary>
    public static Html Fill(int used, int total, Tone tone) => Html.Of($"""
        <svg class="fillbar {Icon.ClassOf(tone)}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="off" width="100" height="6"/><rect class="on" width="{Math.Clamp(100.0 * used / total, 0, 100):0.#}" height="6"/></svg>
        """);

    /// <summary>What went up and came down, a bar a minute.</summary>
    public static Html Traffic(IReadOnlyList<ActivityMinute> minutes)
    {
        var top = Math.Max(1, minutes.Max(minute => Math.Max(minute.Sent, minute.Received)));
        var words = $"Sent {minutes.Sum(minute => minute.Sent)}, received {minutes.Sum(minute => minute.Received)} in the last {minutes.Count} minutes; "
            + $"at most {minutes.Max(minute => minute.Sent)} sent and {minutes.Max(minute => minute.Received)} received in one.";
        return Html.Of($"""
            <svg class="traffic" viewBox="0 0 {minutes.Count * 4} 48" preserveAspectRatio="none" role="img" aria-label="{words}"><path class="axis" d="M0 24H{minutes.Count * 4}"/>{Html.Each(
                minutes.Index(), each => Bars(each.Index, each.Item, top))}</svg>
            """);
    }

    /// <summary>A signal over time; a gap where nobody measured for some minutes.</summary>
    /// <param name="levels">dBm, in equal steps, oldest first; null = not measured.</param>
    public static Html Signal(IReadOnlyList<int?> levels)
    {
        var known = levels.Index().Where(level => level.Item is not null).Select(level => (Minute: level.Index, Dbm: level.Item!.Value)).ToList();
        if (known.Count < 2)
            return Html.None;
        var (low, high) = (known.Min(level => level.Dbm), known.Max(level => level.Dbm));
        var line = new StringBuilder();
        foreach (var (index, (minute, dbm)) in known.Index())
        {
            var goesOn = index > 0 && minute - known[index - 1].Minute <= Bridged;
            line.Append(goesOn ? 'L' : 'M').Append(Point(minute, dbm, levels.Count, (low + high) / 2.0, Math.Max(LeastSpan, high - low)));
        }

        return Html.Of($"""
            <svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="Signal from {low} to {high} dBm in the last {levels.Count} minutes"><path d="{line.ToString()}"/></svg>
            """);
    }

    private static string Point(int index, int dbm, int count, double middle, double span) => string.Create(
        CultureInfo.InvariantCulture, $"{100.0 * index / Math.Max(1, count - 1):0.#} {12 - (20 * (dbm - middle) / span):0.#}");

    private static Html Bars(int index, ActivityMinute minute, int top)
    {
        // one among many is still to be seen
        var (sent, received) = (Math.Max(2.5, 22.0 * minute.Sent / top), Math.Max(2.5, 22.0 * minute.Received / top));
        return Html.Of($"""{Html.If(minute.Sent > 0, () => Html.Of($"""<rect class="sent" x="{index * 4}" y="{23 - sent:0.#}" width="3" height="{sent:0.#}"/>"""))}{Html.If(
            minute.Received > 0, () => Html.Of($"""<rect class="received" x="{index * 4}" y="25" width="3" height="{received:0.#}"/>"""))}""");
    }
}
