using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Service.Events;
using ModemActors.Service.Views;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Verbs;

/// <summary><c>webhooks</c>: who gets events, and what became of each.</summary>
internal static class WebhooksVerb
{
    private static readonly Argument<string> s_name = new("NAME") { Description = "The webhook's name, or exec for the program" };
    private static readonly Argument<string?> s_maybeName = new("NAME")
    {
        Description = "Only this webhook's, or exec for the program",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_state = VerbOptions.Word("--state", "Only in this state", "pending", "done", "dead");
    private static readonly Option<int> s_limit = VerbOptions.Whole("--limit", "How many at most (20 unless given)", 20, 1, 1_000);
    private static readonly Option<long[]> s_ids = new("--id")
    {
        Description = "These deliveries, as 'webhooks deliveries' shows them; else every one that was given up",
        HelpName = "ID",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var list = new Verb("list", "List who gets events: state, how many wait, how many were given up.", "modemactors webhooks list") { VerbOptions.Json };
        list.SetAction(ListAsync);
        var deliveries = new Verb("deliveries", "List what became of events, newest first.", "modemactors webhooks deliveries crm --state pending")
        {
            s_maybeName, s_state, s_limit, VerbOptions.Json,
        };
        deliveries.SetAction((parsed, cancellation) => ListDeliveriesAsync(parsed, parsed.GetValue(s_state), cancellation));
        var dead = new Verb("dead", "List events that were given up after three days.", "modemactors webhooks dead") { s_maybeName, s_limit, VerbOptions.Json };
        dead.SetAction((parsed, cancellation) => ListDeliveriesAsync(parsed, "dead", cancellation));
        var test = new Verb("test", "Bring a test event to a webhook now and tell how it was taken.", "modemactors webhooks test crm") { s_name, VerbOptions.Json };
        test.SetAction(TestAsync);
        var redeliver = new Verb("redeliver", "Bring events again that were given up, or those named.", "modemactors webhooks redeliver crm --id 17 18")
        {
            s_name, s_ids, VerbOptions.Json,
        };
        redeliver.SetAction(RedeliverAsync);
        var enable = new Verb("enable", "Switch a webhook on again that said that it is gone (410).", "modemactors webhooks enable crm") { s_name, VerbOptions.Json };
        enable.SetAction(EnableAsync);
        return new Verb("webhooks", "Who gets events (webhooks, and the program as 'exec'): list, test, bring again.", "modemactors webhooks list")
        {
            list, deliveries, dead, test, redeliver, enable,
        };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var handlers = (await store.Journal.ListEndpointsAsync().ConfigureAwait(false))
            .Select(endpoint => HandlerView.Of(endpoint, configuration.Settings.Handlers)).ToList();
        if (parsed.GetValue(VerbOptions.Json))
        {
            Screen.Json(handlers);
            return ModemActorsCommand.Done;
        }

        foreach (var name in Unknown(configuration, handlers))
            Screen.Remark($"{name} is configured; it gets events as soon as the service runs.");
        if (handlers.Count == 0)
            Screen.Line("nobody gets events; see handlers in the configuration");
        else
            Screen.Table(
                [new("NAME"), new("STATE"), new("WAIT", IsNumber: true), new("DEAD", IsNumber: true), new("TARGET", Gives: true)],
                [.. handlers.Select(handler => (IReadOnlyList<string>)[handler.Name, handler.State, $"{handler.Pending}", $"{handler.Dead}", Screen.Clean(handler.Target)])]);
        foreach (var handler in handlers.Where(handler => handler.Reason is not null))
            Screen.Remark($"{handler.Name}: {handler.Reason}, since {TimeText.Local(handler.Since)}.");
        return ModemActorsCommand.Done;
    }

    private static IEnumerable<string> Unknown(ServiceConfiguration configuration, List<HandlerView> handlers) =>
        configuration.Settings.Handlers.Webhooks.Select(webhook => webhook.Name).Concat(configuration.Settings.Handlers.Exec is null ? [] : ["exec"])
            .Except(handlers.Select(handler => handler.Name));

    private static async Task<int> ListDeliveriesAsync(ParseResult parsed, string? state, CancellationToken cancellation)
    {
        var store = await VerbStore.OpenAsync(parsed, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var query = new DeliveryQuery(
            parsed.GetValue(s_maybeName), state is null ? null : Enum.Parse<DeliveryState>(state, ignoreCase: true), parsed.GetValue(s_limit));
        var deliveries = (await store.Journal.ListDeliveriesAsync(query).ConfigureAwait(false)).Select(DeliveryView.Of).ToList();
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(deliveries);
        else if (deliveries.Count == 0)
            Screen.Line("none");
        else
            Screen.Table(
                [new("ID", IsNumber: true), new("WEBHOOK"), new("EVENT"), new("STATE"), new("TRIES", IsNumber: true), new("LAST ANSWER", Gives: true)],
                [.. deliveries.Select(delivery => (IReadOnlyList<string>)
                [
                    $"{delivery.Id}", delivery.Webhook, Screen.Clean(delivery.Type ?? "(forgotten)"), delivery.State, $"{delivery.Attempts}",
                    Screen.Clean(delivery.Error ?? (delivery.Code is { } code ? $"{code}" : "")),
                ])]);
        return ModemActorsCommand.Done;
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var service = ServiceClient.Required(VerbStore.Configuration(parsed));
        var answer = await service.PostAsync($"{PathOf(parsed)}/test", new { }, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(answer);
        var taken = answer.GetProperty("taken").GetBoolean();
        if (taken && !parsed.GetValue(VerbOptions.Json))
            Screen.Line($"{parsed.GetValue(s_name)}: took it in {answer.GetProperty("took").GetDouble():0.000} s");
        else if (!taken)
            Screen.Remark($"{parsed.GetValue(s_name)}: did not take it: {Screen.Clean(answer.GetProperty("error").GetString() ?? "")}.");
        return taken ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
    }

    private static async Task<int> RedeliverAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        long[]? ids = parsed.GetValue(s_ids) is { Length: > 0 } given ? given : null;
        using var service = ServiceClient.For(configuration);
        int count;
        if (service is not null && await service.IsUpAsync(cancellation).ConfigureAwait(false))
        {
            var answer = await service.PostAsync($"{PathOf(parsed)}/redeliver", new { Deliveries = ids }, cancellation).ConfigureAwait(false);
            count = answer.GetProperty("redelivered").GetInt32();
        }
        else
        {
            var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
            await using var closing = store.ConfigureAwait(false);
            count = await store.Journal.RedeliverAsync(parsed.GetValue(s_name), ids).ConfigureAwait(false);
        }

        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(new RedeliveredView(count));
        else
            Screen.Line(count == 1 ? "1 event is brought again" : $"{count} events are brought again");
        return ids is null || count == ids.Distinct().Count() ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
    }

    private static async Task<int> EnableAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var name = parsed.GetValue(s_name)!;
        using var service = ServiceClient.For(configuration);
        if (service is not null && await service.IsUpAsync(cancellation).ConfigureAwait(false))
        {
            await service.PostAsync($"{PathOf(parsed)}/enable", new { }, cancellation).ConfigureAwait(false);
        }
        else
        {
            var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
            await using var closing = store.ConfigureAwait(false);
            if (!await store.Journal.SetEndpointStateAsync(name, EndpointState.Active, null).ConfigureAwait(false))
                throw new VerbException($"there is no webhook '{name}'; 'modemactors webhooks list' shows them.");
        }

        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(new { Name = name, State = "active" });
        else
            Screen.Line($"{name}: gets events again");
        return ModemActorsCommand.Done;
    }

    private static string PathOf(ParseResult parsed) => $"/v1/webhooks/{Uri.EscapeDataString(parsed.GetValue(s_name)!)}";
}
