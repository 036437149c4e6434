using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using ModemActors.Service.Dashboard.Markup;

namespace ModemActors.Service.Dashboard;

/// <summary>
/// Tells a form of our own pages from one that another site makes a browser post (CSRF). The browser must say that the page is ours
/// (<c>Sec-Fetch-Site</c>, or <c>Origin</c> where it knows only that), and the form must carry what the cookie says, which another site cannot
/// read. Nothing of it is kept here, so that a page outlives a restart of the service.
/// </summary>
internal static class FormGuard
{
    private const string Cookie = "modemactors-form";
    private const string Field = "form_token";
    private const int LongestForm = 64 * 1024;

    /// <summary>The hidden field of a form; sets the cookie if the browser has none yet.</summary>
    public static Html FieldFor(HttpContext context)
    {
        if (context.Items[Cookie] is not string token)
        {
            token = context.Request.Cookies[Cookie] is { Length: 32 } known && known.All(char.IsAsciiHexDigitLower)
                ? known
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            context.Items[Cookie] = token;
            context.Response.Cookies.Append(
                Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
        }

        return Html.Of($"""<input type="hidden" name="{Field}" value="{token}">""");
    }

    /// <summary>The form's fields; null with the reason, for a person, if the form is not ours or cannot be read.</summary>
    public static async Task<(IFormCollection? Form, string Reason)> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!IsFromHere(context.Request))
            return (null, "The form came from another site, so nothing was done.");
        if (!context.Request.HasFormContentType)
            return (null, "This is for the dashboard's forms; programs use /v1.");
        context.Features.Set<IFormFeature>(new FormFeature(
            context.Request, new FormOptions { BufferBodyLengthLimit = LongestForm, ValueLengthLimit = LongestForm, ValueCountLimit = 1200 }));
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException cause)
        {
            return (null, $"The form cannot be read: {cause.Message}");
        }

        var (sent, kept) = (form[Field].ToString(), context.Request.Cookies[Cookie] ?? "");
        return kept.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(kept))
            ? (form, "")
            : (null, "The page was too old, or the browser keeps no cookies, so nothing was done. Load the page again.");
    }

    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site == "same-origin";
        return request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
