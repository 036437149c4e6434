using Akka.Actor;
using Microsoft.AspNetCore.Diagnostics;
using ModemActors.Service.Http.Access;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary>What went wrong, as RFC 9457 problems.</summary>
internal static class Problems
{
    public static readonly ExceptionHandlerOptions Handling = new()
    {
        ExceptionHandler = Fail,
        SuppressDiagnosticsCallback = context => context.Exception is StoreException or BadHttpRequestException or AskTimeoutException,
    };

    public static IResult NoSuchMessage(long id) =>
        Results.Problem($"There is no message {id}.", statusCode: StatusCodes.Status404NotFound, title: "No such message.");

    public static IResult NoSuchModem(string id) =>
        Results.Problem($"There is no modem '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "No such modem.");

    /// <summary>The request has wrong fields.</summary>
    public static IResult Fields(IDictionary<string, string[]> errors) =>
        Results.ValidationProblem(errors, title: "The request has errors.");

    /// <summary>Tells what to do where ASP.NET only tells what is wrong.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var (problem, request) = (context.ProblemDetails, context.HttpContext.Request);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {request.Path}; /openapi/v1.json tells what there is.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not for {request.Path}; the header Allow tells what is.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON with the header Content-Type: application/json.",
            _ => null,
        };
    }

    private static Task Fail(HttpContext context)
    {
        // they were taken back with what was answered so far
        ApiHeaders.Add(context.Response.Headers);
        var problem = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            StoreException store =>
                Results.Problem(store.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The store cannot be used now."),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Results.Problem(
                $"A request has {ModemActorsEndpoints.LongestBody} octets at most.", statusCode: StatusCodes.Status413PayloadTooLarge,
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
