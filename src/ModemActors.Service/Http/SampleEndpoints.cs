using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Http;

/// <summary><c>/v1/modems/{id}/samples</c>: how a modem did, minute by minute.</summary>
internal static class SampleEndpoints
{
    private const int LongestStep = 24 * 60;
    private static readonly TimeSpan s_usual = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/modems/{id}/samples", List)
            .Describe(
                "listModemSamples", "Modems", "A modem's state, signal, registration and storage over time, oldest first; the last 24 "
                    + "hours unless told otherwise.")
            .QueryTime("since", "From this time on").QueryTime("until", "Up to this time")
                .QueryWhole("step", "Minutes to a sample, 1 to 1440")
            .Answers<SampleListView>().Fails(400, 404);

    private static async Task<IResult> List(string id, HttpRequest request, ServiceConfiguration configuration, IMessageStore store)
    {
        var fields = new QueryFields(request.Query);
        var query = new SampleQuery
        {
            Modem = id,
            Since = fields.Time("since") ?? TimeProvider.System.GetUtcNow() - s_usual,
            Until = fields.Time("until"),
            Step = TimeSpan.FromMinutes(fields.Whole("step", 1, 1, LongestStep)),
        };
        if (fields.Problem() is { } problem)
            return problem;
        if (configuration.Settings.Modems.All(modem => modem.Id != id))
            return Problems.NoSuchModem(id);
        var samples = await store.Upkeep.ListSamplesAsync(query).ConfigureAwait(false);
        return Results.Json(
            new SampleListView([.. samples.Where(sample => sample.Node == configuration.Settings.Node).Select(SampleView.Of)]),
                Json.Options);
    }
}

internal sealed record SampleListView(IReadOnlyList<SampleView> Samples);

/// <summary>A sample as HTTP shows it.</summary>
internal sealed record SampleView(DateTimeOffset At, string State, int? SignalDbm, string? Registration, int? StorageUsed,
    int? StorageTotal)
{
    public static SampleView Of(ModemSample sample) =>
        new(sample.At, sample.State, sample.SignalDbm, sample.Registration, sample.StorageUsed, sample.StorageTotal);
}
