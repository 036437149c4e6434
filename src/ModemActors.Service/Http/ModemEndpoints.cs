using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/modems</c>.</summary>
internal static class ModemEndpoints
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_ussdPatience = TimeSpan.FromSeconds(80);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/modems", List)
            .Describe("listModems", "Modems", "Every modem of this node, in the order of the configuration.")
            .Answers<ModemListView>().Fails(504);
        routes.MapGet("/v1/modems/{id}", Show)
            .Describe("getModem", "Modems", "One modem: identity, state, signal, registration, storage.")
            .Answers<ModemView>().Fails(404, 504);
        routes.MapPost("/v1/modems/{id}/at", RunAt).Needs(ApiScope.Admin)
            .Describe("runAtCommand", "Modems", "Runs one guarded AT command between what the service does itself.")
            .Takes<AtBody>("""{"command": "AT+CSQ"}""").Answers<AtCommandAnswered>().Fails(400, 404, 409, 413, 415, 504);
        routes.MapPost("/v1/modems/{id}/ussd", RunUssd).Needs(ApiScope.Admin)
            .Describe("runUssd", "Modems", "Sends a USSD code, or the answer that the network waits for; it may cost money.")
            .Takes<UssdBody>("""{"code": "*100#"}""").Answers<UssdAnswered>().Fails(400, 404, 409, 413, 415, 504);
        routes.MapPost("/v1/modems/{id}/reset", Reset).Needs(ApiScope.Admin)
            .Describe("resetModem", "Modems", "Resets a modem.")
            .Takes<ResetBody>("""{"level": "reopen"}""").Answers<ResetBegun>(202).Fails(400, 404, 409, 413, 415, 504);
        routes.MapPost("/monitor/modem_reset", ResetOnly).Needs(ApiScope.Admin)
            .Describe("resetOnlyModem", "Modems", "Restarts the modem of a node that has only one; the body may name another level.")
            .Answers<ResetBegun>(202).Fails(400, 409, 413, 415, 504);
    }

    private static async Task<IResult> List(IRequiredActor<Fleet> fleet, CancellationToken cancellation) =>
        Results.Json(
            new ModemListView([.. (await ModemsAsync(fleet, cancellation).ConfigureAwait(false)).Select(ModemView.Of)]), Json.Options);

    private static async Task<IResult> Show(string id, IRequiredActor<Fleet> fleet, CancellationToken cancellation) =>
        (await ModemsAsync(fleet, cancellation).ConfigureAwait(false)).FirstOrDefault(modem => modem.Modem == id) is { } modem
            ? Results.Json(ModemView.Of(modem), Json.Options)
            : Problems.NoSuchModem(id);

    private static async Task<IResult> RunAt(
        string id, HttpRequest request, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var command = fields.Text("command");
        if (string.IsNullOrWhiteSpace(command))
            fields.Wrong("command", "is required, for example AT+CSQ");
        if (fields.Problem() is { } problem)
            return problem;
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return Problems.NoSuchModem(id);
        return Answer(await fleet.ActorRef.Ask<object>(new RunAtCommand(id, command!), s_patience, cancellation).ConfigureAwait(false));
    }

    private static async Task<IResult> RunUssd(
        string id, HttpRequest request, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var code = fields.Text("code");
        if (code is not { Length: > 0 and <= 160 } || !code.All(c => char.IsAsciiDigit(c) || c is '*' or '#' or '+'))
            fields.Wrong("code", "must be 1 to 160 of the characters 0-9 * # +, for example *100#");
        if (fields.Problem() is { } problem)
            return problem;
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return Problems.NoSuchModem(id);
        return Answer(await fleet.ActorRef.Ask<object>(new RunUssd(id, code!), s_ussdPatience, cancellation).ConfigureAwait(false));
    }

    private static async Task<IResult> Reset(
        string id, HttpRequest request, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var level = LevelOf(fields, ResetLevel.Reopen);
        if (fields.Problem() is { } problem)
            return problem;
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return Problems.NoSuchModem(id);
        return Answer(await ResetAsync(fleet, id, level, cancellation).ConfigureAwait(false));
    }

    /// <summary>For scripts that know of one modem only.</summary>
    private static async Task<IResult> ResetOnly(
        HttpRequest request, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var level = ResetLevel.Modem;
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
            if (fields is null)
                return unreadable!;
            level = LevelOf(fields, level);
            if (fields.Problem() is { } problem)
                return problem;
        }

        return configuration.Settings.Modems is [var only]
            ? Answer(await ResetAsync(fleet, only.Id, level, cancellation).ConfigureAwait(false))
            : Results.Problem(
                $"This node has {configuration.Settings.Modems.Count} modems; say which: POST /v1/modems/{{id}}/reset.",
                statusCode: StatusCodes.Status409Conflict, title: "Which modem?");
    }

    private static ResetLevel LevelOf(RequestFields fields, ResetLevel otherwise)
    {
        if (fields.Text("level") is not { } word)
            return otherwise;
        if (ResetLevels.Parse(word) is { } level)
            return level;
        fields.Wrong("level", $"must be one of: {string.Join(", ", ResetLevels.Words)}");
        return otherwise;
    }

    private static Task<object> ResetAsync(IRequiredActor<Fleet> fleet, string id, ResetLevel level, CancellationToken cancellation) =>
        fleet.ActorRef.Ask<object>(new ResetModem(id, level, "asked for over HTTP"), s_patience, cancellation);

    private static IResult Answer(object answer) => answer switch
    {
        AtCommandAnswered answered => Results.Json(answered, Json.Options),
        UssdAnswered answered => Results.Json(answered, Json.Options),
        ResetBegun begun => Results.Json(begun, Json.Options, statusCode: StatusCodes.Status202Accepted),
        ModemRefused refused => Results.Problem(refused.Text, statusCode: StatusCodes.Status409Conflict, title: "The modem did not do it."),
        _ => throw new InvalidOperationException($"unexpected answer {answer}"),
    };

    private static async Task<IReadOnlyList<ModemStatus>> ModemsAsync(IRequiredActor<Fleet> fleet, CancellationToken cancellation) =>
        (await fleet.ActorRef.Ask<ModemList>(ListModems.Instance, TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false)).Modems;
}
