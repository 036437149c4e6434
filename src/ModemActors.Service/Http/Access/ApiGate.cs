using System.Globalization;
using System.Net;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Http.Access;

/// <summary>
/// Who gets in: with a key that may do it, or without one as long as there are no keys and HTTP is this machine's own. Refusals are problems; a person
/// with a browser is led to the login page.
/// </summary>
internal sealed class ApiGate(RequestDelegate next, ApiKeyRing keys, ServiceConfiguration configuration, TimeProvider clock)
{
    /// <summary>Guessing is hopeless anyway; this keeps it from filling the log and the processor.</summary>
    private const int WrongKeysPerMinute = 30;

    private static readonly string[] s_localNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly ApiSettings _api = configuration.Service.Api;
    private readonly RequestRate _rate = new(configuration.Service.Api.RateLimit, configuration.Service.Api.RateLimit, clock);
    private readonly RequestRate _wrongKeys = new(WrongKeysPerMinute / 60d, WrongKeysPerMinute, clock);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var needsKey = keys.AreNeeded;

        // a web page whose name was made to lead here must not send messages (DNS rebinding); with keys it has none
        if (!needsKey && !IsOurName(request.Host.Host))
            return Refuse(context, StatusCodes.Status400BadRequest, "The service does not go by that name.",
                $"While there are no API keys it answers to localhost only; set modem-actors.api.hosts to let it be called {request.Host.Host}.");
        if (IsForeignPage(request))
            return Refuse(context, StatusCodes.Status403Forbidden, "Pages of other origins may not do that.",
                $"Add {request.Headers.Origin} to modem-actors.api.cors if it may.");

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var presented = SecretOf(request);
        if (presented is not null && _wrongKeys.Peek(address.ToString()) is { } pause)
            return TooMany(context, pause, "Too many wrong keys came from this address.");
        var caller = presented is not null ? keys.Find(presented)
            : request.Cookies[LoginCookie.Name] is { } cookie ? LoginCookie.Read(cookie, keys, clock.GetUtcNow()) : null;
        if (presented is not null && caller is null)
            _wrongKeys.Take(address.ToString());
        if (_rate.Take(caller?.Id ?? address.ToString()) is { } wait)
            return TooMany(context, wait, $"At most {_api.RateLimit} requests a second are taken (modem-actors.api.rate-limit).");

        // a key that is wrong is refused also where none is needed: who sends one believes in it
        var scope = EndpointScopes.Of(context.GetEndpoint(), request.Method).Scope;
        if (caller is null && scope is not null && (needsKey || presented is not null))
            return AskForKey(context, presented is not null);
        if (caller is not null && scope is { } needed && !caller.May(needed))
            return Refuse(context, StatusCodes.Status403Forbidden, "The key may not do that.",
                $"The key '{caller.Name}' has the scope {caller.Scope.ToString().ToLowerInvariant()}; {needed.ToString().ToLowerInvariant()} is needed.");
        if (caller is not null)
            context.Features.Set(caller);
        return next(context);
    }

    private static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim()
            : header.Length > 0 ? header : null;
    }

    private bool IsOurName(string name) =>
        s_localNames.Contains(name, StringComparer.OrdinalIgnoreCase) || _api.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A browser names the page that makes it send something (Origin); other programs do not.</summary>
    private bool IsForeignPage(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        return origin != $"http://{request.Host}" && origin != $"https://{request.Host}" && !_api.Cors.Contains(origin);
    }

    private static Task AskForKey(HttpContext context, bool hasWrongOne)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method) && !hasWrongOne
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (isPage)
        {
            context.Response.Redirect($"/login?next={Uri.EscapeDataString(request.Path + request.QueryString)}");
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = hasWrongOne ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Refuse(context, StatusCodes.Status401Unauthorized,
            hasWrongOne ? "The key is not good." : "A key is needed.",
            hasWrongOne
                ? "It is unknown or was revoked; 'modemactors keys list' shows those that are good."
                : "Send it as Authorization: Bearer …; 'modemactors keys add NAME' makes one.");
    }

    private static Task TooMany(HttpContext context, TimeSpan wait, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(context, StatusCodes.Status429TooManyRequests, "Too many requests.", detail);
    }

    private static Task Refuse(HttpContext context, int status, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);
}
