using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/modems/{id}/leases</c>: a modem's port for another program, for a time.</summary>
internal static class LeaseEndpoints
{
    /// <summary>What the modem is doing is finished first: a message may take a minute.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(80);

    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/modems/{id}/leases", Lease).Needs(ApiScope.Admin)
            .Describe("leaseModem", "Modems", "Hands a modem's port to another program, for a time.")
            .Takes<LeaseBody>("""{"holder": "firmware update", "for": "5m"}""")
            .Answers<GrantedLeaseView>(201).Fails(400, 404, 409, 413, 415, 504);
        routes.MapGet("/v1/modems/{id}/leases/{lease}", Show)
            .Describe("getLease", "Modems", "A lease that lasts.").Answers<LeaseView>().Fails(404, 504);
        routes.MapDelete("/v1/modems/{id}/leases/{lease}", Return).Needs(ApiScope.Admin)
            .Describe("returnModem", "Modems", "Gives a modem's port back.").Answers<ModemReturned>().Fails(404, 504);
    }

    private static async Task<IResult> Lease(
        string id, HttpRequest request, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var (fields, unreadable) = await RequestFields.ReadAsync(request, cancellation).ConfigureAwait(false);
        if (fields is null)
            return unreadable!;
        var (holder, pid, time) = (fields.Text("holder"), fields.Whole("pid"), Usual);
        if (holder is { Length: 0 or > 200 })
            fields.Wrong("holder", "must be 1 to 200 characters that say who wants the port");
        if (fields.Text("for") is { } text && (!TimeText.TryDuration(text, out time) || time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromHours(24)))
            fields.Wrong("for", "must be a duration from 1s to 24h, for example 5m");
        if (fields.Problem() is { } problem)
            return problem;
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return NoSuchModem(id);
        var wish = new LeaseModem(id, holder ?? $"an HTTP client at {request.HttpContext.Connection.RemoteIpAddress}", time, pid);
        return await fleet.ActorRef.Ask<object>(wish, s_patience, CancellationToken.None).ConfigureAwait(false) switch
        {
            ModemLeaseGranted granted => new Created(
                Results.Json(GrantedLeaseView.Of(granted), Json.Options, statusCode: StatusCodes.Status201Created),
                $"/v1/modems/{Uri.EscapeDataString(id)}/leases/{granted.Lease}"),
            ModemRefused refused => Results.Problem(refused.Text, statusCode: StatusCodes.Status409Conflict, title: "The port is not lent."),
            var other => throw new InvalidOperationException($"unexpected answer {other}"),
        };
    }

    private static async Task<IResult> Show(string id, string lease, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        var modems = await fleet.ActorRef.Ask<ModemList>(ListModems.Instance, TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false);
        if (modems.Modems.FirstOrDefault(modem => modem.Modem == id) is not { } modem)
            return NoSuchModem(id);
        return modem.Lease is { } present && present.Lease == lease ? Results.Json(LeaseView.Of(present), Json.Options) : NoSuchLease(id, lease);
    }

    private static async Task<IResult> Return(
        string id, string lease, ServiceConfiguration configuration, IRequiredActor<Fleet> fleet, CancellationToken cancellation)
    {
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return NoSuchModem(id);
        var answer = await fleet.ActorRef.Ask<object>(new ReturnModem(id, lease), TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false);
        return answer is ModemReturned returned
            ? Results.Json(new { returned.Modem, returned.Lease, returned.Reason }, Json.Options)
            : NoSuchLease(id, lease);
    }

    private static IResult NoSuchModem(string id) =>
        Results.Problem($"There is no modem '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "No such modem.");

    private static IResult NoSuchLease(string id, string lease) => Results.Problem(
        $"There is no lease '{lease}' of modem '{id}', or not any more.", statusCode: StatusCodes.Status404NotFound, title: "No such lease.");

    /// <summary>Our JSON with the Location of what was made.</summary>
    private sealed class Created(IResult json, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.Location = location;
            return json.ExecuteAsync(context);
        }
    }
}
