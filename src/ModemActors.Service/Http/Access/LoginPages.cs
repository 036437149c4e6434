using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ModemActors.Service.Http.Access;

/// <summary><c>/login</c> and <c>/logout</c>: how a person with a browser shows a key.</summary>
internal static class LoginPages
{
    private const string Style = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { display: grid; place-items: center; min-height: 90vh; margin: 0; }
        form { display: grid; gap: .75rem; width: min(24rem, 85vw); }
        h1 { font-size: 1.4rem; margin: 0; }
        input, button { font: inherit; padding: .6rem .7rem; border: 1px solid GrayText; border-radius: .4rem; }
        button { cursor: pointer; }
        p { margin: 0; } .wrong { color: light-dark(#b00020, #ff8a80); } .hint { font-size: .9rem; opacity: .8; }
        """;

    private static readonly string s_policy = ApiHeaders.ContentSecurityPolicy.Replace(
        "style-src 'self'", $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'", StringComparison.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", Show).IsOpen().ExcludeFromDescription();
        routes.MapPost("/login", LogIn).IsOpen().ExcludeFromDescription().DisableAntiforgery();
        routes.MapPost("/logout", LogOut).IsOpen().ExcludeFromDescription().DisableAntiforgery();
    }

    private static IResult Show(HttpContext context, ApiKeyRing keys, string? next) =>
        keys.AreNeeded && ApiCaller.Of(context) is null ? Page(context, next, isWrong: false) : Go(next);

    private static async Task<IResult> LogIn(HttpContext context, ApiKeyRing keys, TimeProvider clock, LoginRate rate)
    {
        if (!context.Request.HasFormContentType)
            return Results.Problem("Send the form's fields key and next.", statusCode: StatusCodes.Status415UnsupportedMediaType,
                title: "The request cannot be read.");
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (rate.Take(address) is not null)
            return Page(context, null, isWrong: true, StatusCodes.Status429TooManyRequests);
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (secret, next) = (form["key"].ToString().Trim(), form["next"].ToString());
        if (keys.Find(secret) is not { } caller)
            return Page(context, next, isWrong: true, StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(
            LoginCookie.Name, LoginCookie.Create(caller.Id, ApiKeySecret.Hash(secret), clock.GetUtcNow()),
            Cookie(context, LoginCookie.Life));
        return Go(next);
    }

    private static SeeOther LogOut(HttpContext context)
    {
        context.Response.Cookies.Delete(LoginCookie.Name, Cookie(context, null));
        return Go("/login");
    }

    private static CookieOptions Cookie(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
    };

    /// <summary>Only to a place of our own: a link to the login page must not lead elsewhere.</summary>
    private static SeeOther Go(string? next) => new(
        next is ['/', ..] && !next.StartsWith("//", StringComparison.Ordinal) && !next.Contains('\\') && !next.Any(char.IsControl) ? next : "/");

    private static IResult Page(HttpContext context, string? next, bool isWrong, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ContentSecurityPolicy = s_policy;
        var remark = !isWrong ? "" : status == StatusCodes.Status429TooManyRequests
            ? """<p class="wrong" role="alert">Too many attempts. Wait a minute.</p>"""
            : """<p class="wrong" role="alert">This key is unknown or was revoked.</p>""";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Log in – ModemActors</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <form method="post" action="/login">
            <h1>ModemActors</h1>
            {remark}
            <label for="key">API key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus spellcheck="false">
            <input name="next" type="hidden" value="{WebUtility.HtmlEncode(next)}">
            <button>Log in</button>
            <p class="hint">On the service's machine, <code>modemactors keys add NAME --scope admin</code> makes a key.</p>
            </form>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}

/// <summary>How often somebody may try to log in.</summary>
internal sealed class LoginRate(TimeProvider clock)
{
    private readonly RequestRate _rate = new(0.5, 20, clock);

    public TimeSpan? Take(string address) => _rate.Take(address);
}
