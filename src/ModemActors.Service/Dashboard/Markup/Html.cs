namespace ModemActors.Service.Dashboard.Markup;

/// <summary>Markup that may be written as it stands. <see cref="Of"/> encodes whatever is put into it, so that the
/// texts of strangers never become markup.</summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static readonly Html None;

    /// <summary>Markup that stands in our own source, never a text from outside.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <summary>The literal parts are markup, the holes are text (or markup made by this).</summary>
    public static Html Of(HtmlBuilder builder) => new(builder.ToMarkup());

    /// <summary>One after the other.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> markup)
    {
        var builder = new HtmlBuilder(0, 0);
        foreach (var item in items)
            builder.AppendFormatted(markup(item));
        return new Html(builder.ToMarkup());
    }

    /// <summary>The markup if <paramref name="condition"/> holds, else nothing.</summary>
    public static Html If(bool condition, Func<Html> markup) => condition ? markup() : None;

    public override string ToString() => _markup ?? "";
}
