using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Dashboard.Markup;

namespace ModemActors.Service.Dashboard;

/// <summary>What can be done with a modem.</summary>
internal static class ModemActs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static Html Forms(HttpContext context, ModemPanel modem) => Html.Of($"""
        <form class="acts" method="post" action="{ModemMarkup.At(modem.Id)}/reset">{FormGuard.FieldFor(context)}<input type="hidden" name="back" value="{ModemMarkup.At(modem.Id)}">
        <p>Closes the port and opens it anew; what is on its way is finished first or told as indeterminate.</p><button>{Icon.Tool}Reopen the port</button></form>
        """);

    public static Task<IResult> TouchAsync(HttpContext context, string id, string act, IRequiredActor<Fleet> fleet) => Acts.GuardedAsync(context, async form =>
    {
        if (act != "reset")
            return Layout.Refusal(context, StatusCodes.Status404NotFound, "No such act", "This dashboard has no such button.");
        var answer = await fleet.ActorRef.Ask<object>(new ReopenModem(id, "asked for on the dashboard"), s_patience, context.RequestAborted)
            .ConfigureAwait(false);
        return answer is ModemRefused refused
            ? Layout.Refusal(context, StatusCodes.Status409Conflict, "Not done", refused.Text)
            : Said.Back(form, "reset");
    });
}
