using System.Globalization;
using ModemActors.Service.Views;

namespace ModemActors.Service.Dashboard.Markup;

/// <summary>Times on a page. They are written so that they can be read without scripts; with them the browser shows its own zone and keeps the
/// ages true.</summary>
internal static class Times
{
    /// <summary>How long ago, or how long until.</summary>
    public static Html Relative(DateTimeOffset at, DateTimeOffset now) => Html.Of(
        $"""<time datetime="{Iso(at)}" data-form="age" title="{Utc(at)}">{Words(at, now)}</time>""");

    /// <summary>The clock's time, with the day if it is another one.</summary>
    public static Html Clock(DateTimeOffset at) => Html.Of(
        $"""<time datetime="{Iso(at)}" data-form="clock" title="{Utc(at)}">{at.UtcDateTime.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture)} UTC</time>""");

    /// <summary>Day and time to the second.</summary>
    public static Html Exact(DateTimeOffset at) => Html.Of($"""<time datetime="{Iso(at)}" data-form="exact">{Utc(at)}</time>""");

    private static string Words(DateTimeOffset at, DateTimeOffset now) => at > now.AddSeconds(1)
        ? $"in {TimeText.Age(at - now)}"
        : now - at < TimeSpan.FromSeconds(5) ? "just now" : $"{TimeText.Age(now - at)} ago";

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
