using System.Reflection;
using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Http.Access;

namespace ModemActors.Service.Dashboard;

/// <summary>What every page has around it.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name)[] s_pages =
        [("/", "Overview"), ("/messages", "Messages"), ("/conversations", "Conversations")];

    private static readonly string s_version = typeof(Layout).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    /// <param name="path">The page of the navigation that this one belongs to.</param>
    /// <param name="title">Its name, for the browser's tab.</param>
    /// <param name="main">What is on it; parts with <c>data-live</c> and an id are kept true by the scripts.</param>
    /// <param name="note">What became of the form that asked for this page; null = what its address says.</param>
    public static PageResult Page(HttpContext context, string path, string title, Html main, int status = StatusCodes.Status200OK, Html? note = null)
    {
        var node = context.RequestServices.GetRequiredService<ServiceConfiguration>().Settings.Node;
        return new PageResult(Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · {node} · ModemActors</title>
            <link rel="icon" href="{Assets.At("icon.svg")}" type="image/svg+xml">
            <link rel="stylesheet" href="{Assets.At("dashboard.css")}">
            <script type="module" src="{Assets.At("dashboard.js")}"></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to content</a>
            <header class="top">
            <a class="brand" href="/"><span class="logo">{Icon.Logo}</span><span>ModemActors<small>{node}</small></span></a>
            <nav aria-label="Pages"><ul>{Html.Each(s_pages, page => Html.Of(
                $"""<li><a href="{page.Path}"{Html.Trusted(page.Path == path ? " aria-current=\"page\"" : "")}>{page.Name}</a></li>"""))}</ul></nav>
            <p id="connection" class="connection" role="status" data-state="still"><span class="dot"></span><span class="words">Not live</span></p>
            </header>
            <div id="lost" class="lost" hidden>
            <strong>Connection lost.</strong> What you see may be out of date; trying again…
            </div>
            <p id="announce" class="unseen" aria-live="polite"></p>
            <main id="main" tabindex="-1">
            {note ?? Said.Note(context.Request)}
            {main}
            </main>
            <footer class="foot"><p>ModemActors {s_version} · <a href="/openapi/v1.json">API</a> · <a href="/health/ready">Health</a> · <span data-zone>Times in UTC</span></p>{(ApiCaller.Of(context) is { } caller ? Html.Of($"""<form method="post" action="/logout" data-leave><button class="small">Log out {caller.Name}</button></form>""") : Html.None)}</footer>
            </body>
            </html>
            """), status);
    }

    /// <summary>A page that says why there is nothing else.</summary>
    public static PageResult Refusal(HttpContext context, int status, string title, string reason) => Page(context, "", title, Html.Of($"""
        <section class="panel refusal"><h1>{title}</h1><p>{reason}</p><p><a class="button" href="/">Overview</a></p></section>
        """), status);
}
