namespace ModemActors.Service.Dashboard.Markup;

/// <summary>How something stands. Each has its own colour, shape and word, so that none of them alone carries the meaning.</summary>
internal enum Tone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>On its way.</summary>
    Busy,

    /// <summary>Look at it when there is time.</summary>
    Warning,

    /// <summary>Look at it now.</summary>
    Bad,

    /// <summary>Neither good nor bad.</summary>
    Idle,
}

/// <summary>The dashboard's few signs, drawn by hand on 16 × 16.</summary>
internal static class Icon
{
    public static readonly Html In = Draw("<path d=\"M8 2v9M4 7.5 8 11.5l4-4M3 14h10\"/>");
    public static readonly Html Out = Draw("<path d=\"M8 11.5v-9M4 6l4-4 4 4M3 14h10\"/>");
    public static readonly Html Send = Draw("<path d=\"M2 8 14 2.5 10.5 14 8 9.2z\"/>");
    public static readonly Html Logo = Draw("<path d=\"M3 13V9M6.3 13V7M9.6 13V5M13 13V2.5\"/>");
    public static readonly Html Clock = Draw("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 4.5V8l2.5 2\"/>");
    public static readonly Html Pulse = Draw("<path d=\"M1.5 8.5h3l1.8-5 3 9 1.9-4h3.3\"/>");
    public static readonly Html Card = Draw("<path d=\"M4 1.8h5.5L13 5.2v9H4z\"/><path d=\"M6.5 8h4M6.5 11h4\"/>");
    public static readonly Html Tool = Draw("<path d=\"M13.5 8a5.5 5.5 0 1 1-1.6-3.9M12.2 1.5v2.8H9.4\"/>");

    private static readonly Html s_good = Draw("<circle class=\"fill\" cx=\"8\" cy=\"8\" r=\"6.5\"/><path class=\"cut\" d=\"m5 8.2 2.1 2.1L11 6.2\"/>");
    private static readonly Html s_busy = Draw("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path class=\"fill\" d=\"M8 2a6 6 0 0 1 0 12z\"/>");
    private static readonly Html s_warning = Draw("<path class=\"fill\" d=\"M8 1.5 15 14H1z\"/><path class=\"cut\" d=\"M8 6.2v3.6M8 11.7v.4\"/>");
    private static readonly Html s_bad = Draw(
        "<path class=\"fill\" d=\"M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z\"/><path class=\"cut\" d=\"m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8\"/>");
    private static readonly Html s_idle = Draw("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M5.2 8h5.6\"/>");

    public static Html Of(Tone tone) => tone switch
    {
        Tone.Good => s_good,
        Tone.Busy => s_busy,
        Tone.Warning => s_warning,
        Tone.Bad => s_bad,
        _ => s_idle,
    };

    /// <summary>The name that styles go by.</summary>
    public static string ClassOf(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Busy => "busy",
        Tone.Warning => "warning",
        Tone.Bad => "bad",
        _ => "idle",
    };

    /// <summary>A sign and a word.</summary>
    public static Html Chip(Tone tone, string word) => Html.Of($"""<span class="chip {ClassOf(tone)}">{Of(tone)}{word}</span>""");

    private static Html Draw(string shapes) => Html.Trusted(
        $"<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{shapes}</svg>");
}
