using ModemActors.Service.Dashboard.Pages;
using ModemActors.Service.Http.Access;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary><c>/</c> and the pages below it. They are made here, on the server, so that reading and sending need no scripts; the scripts only
/// keep them true while one looks at them.</summary>
internal static class DashboardEndpoints
{
    public static void AddDashboard(this IServiceCollection services) =>
        services.AddSingleton(provider => new SignalHistory(provider.GetRequiredService<IMessageStore>(), TimeProvider.System));

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (Delegate)OverviewPage.ShowAsync);
        routes.MapGet("/messages", MessagesPage.ShowAsync);
        routes.MapPost("/messages", Acts.SendAsync).Needs(ApiScope.Send);
        routes.MapGet("/messages/{id:long}", SingleMessagePage.ShowAsync);
        routes.MapPost("/messages/{id:long}/{act}", Acts.DecideAsync).Needs(ApiScope.Send);
        routes.MapPost("/messages/read", Acts.MarkReadAsync).Needs(ApiScope.Send);
        routes.MapGet("/conversations", ConversationsPage.ShowAsync);
        routes.MapGet("/conversation", ConversationPage.ShowAsync);
        routes.MapGet("/modems/{id}", ModemPage.ShowAsync);
        routes.MapPost("/modems/{id}/{act}", ModemActs.TouchAsync);
        routes.MapGet("/assets/{name}", Assets.Serve).IsOpen();
        routes.MapGet("/favicon.ico", () => Assets.Serve("icon.svg")).IsOpen();
    }
}
