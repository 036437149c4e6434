using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>What was typed into the form for a message, and what is wrong with it by field.</summary>
internal sealed record Draft
{
    public string Number { get; init; } = "";

    public string Text { get; init; } = "";

    public string Modem { get; init; } = "";

    public string Later { get; init; } = "";

    public bool Flash { get; init; }

    public bool Report { get; init; }

    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
}

/// <summary>The form that queues a message; a conversation has it with a fixed number.</summary>
internal static class ComposeForm
{
    public static Html Of(HttpContext context, Draft draft, string back, bool isAnswer = false)
    {
        if (!context.May(ApiScope.Send))
            return Html.Trusted("<p class=\"remark\">This key may look, but not send.</p>");
        var modems = context.RequestServices.GetRequiredService<ServiceConfiguration>().Settings.Modems;
        return Html.Of($"""
            <form id="compose" class="compose" method="post" action="/messages" data-compose>
            {FormGuard.FieldFor(context)}
            <input type="hidden" name="back" value="{back}">
            <input type="hidden" name="once" value="{Guid.NewGuid().ToString("N")}">
            {(isAnswer ? Html.Of($"""<input type="hidden" name="answer" value="1"><input type="hidden" name="number" value="{draft.Number}">""") : NumberField(draft))}
            <div class="field"><label for="text">{(isAnswer ? "Answer" : "Text")}</label>
            <textarea id="text" name="text" rows="{(isAnswer ? 2 : 3)}" required dir="auto" aria-describedby="estimate text-error"{Invalid(draft, "text")}>
            {draft.Text}</textarea>{Error(draft, "text")}</div>
            <p id="estimate" class="estimate" data-estimate></p>
            <details class="more"{Html.Trusted(HasMore(draft) ? " open" : "")}><summary>By which modem, when, how</summary>
            <div class="grid">
            <div class="field"><label for="modem">Modem</label><select id="modem" name="modem"><option value="">any</option>{Html.Each(
                modems, modem => Html.Of($"""<option{Html.Trusted(modem.Id == draft.Modem ? " selected" : "")}>{modem.Id}</option>"""))}</select>{Error(draft, "modem")}</div>
            <div class="field"><label for="later">Not before <span data-zone-name>(UTC)</span></label><input id="later" name="later" type="datetime-local" value="{draft.Later}"{Invalid(draft, "later")}>{Error(draft, "later")}<input type="hidden" name="offset" value="0" data-offset></div>
            <label class="check"><input type="checkbox" name="report" value="1"{Html.Trusted(draft.Report ? " checked" : "")}> Delivery report</label>
            <label class="check"><input type="checkbox" name="flash" value="1"{Html.Trusted(draft.Flash ? " checked" : "")}> Flash: shown at once, not kept</label>
            </div></details>
            <div class="send"><button class="primary">{Icon.Send}Send</button></div>
            </form>
            """);
    }

    private static Html NumberField(Draft draft) => Html.Of($"""
        <div class="field"><label for="number">To</label><input id="number" name="number" type="tel" autocomplete="tel" placeholder="+15551234567" required value="{draft.Number}" aria-describedby="number-error"{Invalid(draft, "number")}>{Error(draft, "number")}</div>
        """);

    private static bool HasMore(Draft draft) =>
        draft.Later.Length > 0 || draft.Flash || draft.Report || draft.Errors.ContainsKey("modem") || draft.Errors.ContainsKey("later");

    private static Html Invalid(Draft draft, string field) => Html.Trusted(draft.Errors.ContainsKey(field) ? " aria-invalid=\"true\"" : "");

    private static Html Error(Draft draft, string field) => Html.Of(
        $"""<span id="{field}-error" class="error">{draft.Errors.GetValueOrDefault(field)}</span>""");
}
