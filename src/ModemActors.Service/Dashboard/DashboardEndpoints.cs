using ModemActors.Service.Dashboard.Pages;
using ModemActors.Service.Http.Access;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary><c>/</c> and the pages below it. They are made here, on the server, so that reading and sending need no scripts; the scripts only
/// keep them true while one looks at them.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Whether who looks may do that, so that no page offers what would be refused.</summary>
    public static bool May(this HttpContext context, ApiScope scope) => ApiCaller.Of(context)?.May(scope) ?? true;

    public static void AddDashboard(this IServiceCollection services) =>
        services.AddSingleton(provider => new SignalHistory(provider.GetRequiredService<IMessageStore>(), TimeProvider.System));

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", (Delegate)OverviewPage.ShowAsync);
        pages.MapGet("/messages", MessagesPage.ShowAsync);
        pages.MapPost("/messages", Acts.SendAsync).Needs(ApiScope.Send);
        pages.MapGet("/messages/{id:long}", SingleMessagePage.ShowAsync);
        pages.MapPost("/messages/{id:long}/{act}", Acts.DecideAsync).Needs(ApiScope.Send);
        pages.MapPost("/messages/read", Acts.MarkReadAsync).Needs(ApiScope.Send);
        pages.MapGet("/conversations", ConversationsPage.ShowAsync);
        pages.MapGet("/conversation", ConversationPage.ShowAsync);
        pages.MapGet("/modems/{id}", ModemPage.ShowAsync);
        pages.MapPost("/modems/{id}/{act}", ModemActs.TouchAsync).Needs(ApiScope.Admin);
        pages.MapGet("/assets/{name}", Assets.Serve).IsOpen();
        pages.MapGet("/favicon.ico", () => Assets.Serve("icon.svg")).IsOpen();
    }
}
