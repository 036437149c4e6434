using ModemActors.Service.Dashboard.Markup;

namespace ModemActors.Service.Dashboard;

/// <summary>What a page says after a form was sent: one of these words in the address, never a text of the address.</summary>
internal static class Said
{
    private static readonly Dictionary<string, (Tone Tone, string Words)> s_words = new()
    {
        ["queued"] = (Tone.Good, "Queued: it goes out as soon as a modem can take it."),
        ["known"] = (Tone.Warning, "This form was sent before; its message was queued then and not again."),
        ["read"] = (Tone.Good, "Marked as read."),
        ["retry"] = (Tone.Good, "Queued again."),
        ["cancel"] = (Tone.Good, "Cancelled."),
        ["sent"] = (Tone.Good, "Counts as sent."),
        ["resend"] = (Tone.Good, "Queued again. It may arrive twice."),
        ["not-done"] = (Tone.Warning, "Not done: the message was not in a state that allows it any more."),
        ["reset"] = (Tone.Good, "The reset has begun."),
        ["returned"] = (Tone.Good, "The modem is back."),
        ["busy"] = (Tone.Warning, "No answer in time: the modem or the service is busy. Look again in a moment."),
    };

    /// <summary>Back to where the form was, with a word about what became of it.</summary>
    public static IResult Back(IFormCollection form, string word)
    {
        var back = form["back"].ToString() is { Length: > 0 and < 512 } path && IsLocal(path) ? path : "/";
        var (page, fragment) = back.Split('#') is [var first, var second] ? (first, $"#{second}") : (back, "");
        return new SeeOther($"{page}{(page.Contains('?') ? '&' : '?')}said={word}{fragment}");
    }

    public static Html Note(HttpRequest request) =>
        request.Query["said"].ToString() is var word && s_words.TryGetValue(word, out var said)
            ? Note(said.Tone, said.Words)
            : Html.Trusted("<div id=\"note\" role=\"status\" tabindex=\"-1\"></div>");

    public static Html Note(Tone tone, string words) => Html.Of(
        $"""<div id="note" class="note {Icon.ClassOf(tone)}" role="status" tabindex="-1">{Icon.Of(tone)}<p>{words}</p></div>""");

    private static bool IsLocal(string path) =>
        path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && path.All(each => each is > ' ' and < '\x7f');

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
