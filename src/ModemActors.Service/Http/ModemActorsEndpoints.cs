namespace ModemActors.Service.Http;

/// <summary>The HTTP API: every route in one place.</summary>
internal static class ModemActorsEndpoints
{
    public static void MapModemActors(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive"));
    }
}
