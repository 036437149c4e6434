using Akka.Actor;
using Microsoft.AspNetCore.Diagnostics;
using ModemActors.Service.Dashboard;
using ModemActors.Service.Events;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary>The HTTP API. Errors are RFC 9457 problems.</summary>
internal static class ModemActorsEndpoints
{
    /// <summary>A request has one message; the longest one of 255 parts takes far less.</summary>
    public const long LongestBody = 1024 * 1024;

    public static void MapModemActors(this WebApplication app)
    {
        app.UseHostFiltering();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Fail,
            SuppressDiagnosticsCallback = context => context.Exception is StoreException or BadHttpRequestException or AskTimeoutException,
        });
        app.UseStatusCodePages();
        MessageEndpoints.Map(app);
        ModemEndpoints.Map(app);
        LeaseEndpoints.Map(app);
        HealthEndpoints.Map(app);
        app.MapDashboard();
        EventEndpoints.Map(app);
        LogEndpoints.Map(app);
    }

    private static Task Fail(HttpContext context)
    {
        var problem = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            StoreException store =>
                Results.Problem(store.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The store cannot be used now."),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Results.Problem(
                $"A request has {LongestBody} octets at most.", statusCode: StatusCodes.Status413PayloadTooLarge,
                title: "The request is too large."),
            AskTimeoutException => Results.Problem(
                "The modem, or the service, is busy or hangs; try again later.", statusCode: StatusCodes.Status504GatewayTimeout,
                title: "No answer in time."),
            BadHttpRequestException bad => Results.Problem(bad.Message, statusCode: bad.StatusCode, title: "The request cannot be read."),
            _ => Results.Problem(
                statusCode: StatusCodes.Status500InternalServerError, title: "Something went wrong inside; the log says what."),
        };
        return problem.ExecuteAsync(context);
    }
}
