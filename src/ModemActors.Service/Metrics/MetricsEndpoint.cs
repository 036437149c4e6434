using ModemActors.Service.Configuration;
using ModemActors.Telemetry;

namespace ModemActors.Service.Metrics;

/// <summary><c>/metrics</c>: everything that can be counted, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void AddMetricsReading(this IServiceCollection services)
    {
        services.AddSingleton<HttpMeter>();
        services.AddSingleton(provider =>
        {
            var http = provider.GetRequiredService<HttpMeter>();
            return new MeterReading(meter => meter.Name == ModemActorsMeter.Name || http.Owns(meter));
        });
        services.AddSingleton<StoreReading>();
        services.AddSingleton<StoreMeter>();
        services.AddHostedService<OtlpExport>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        // what is counted is counted from the start, not from the first look
        routes.ServiceProvider.GetRequiredService<MeterReading>();
        routes.MapGet("/metrics", Show).ExcludeFromDescription();
    }

    private static async Task<IResult> Show(MeterReading meters, StoreReading store, ServiceConfiguration configuration, CancellationToken cancellation)
    {
        var families = meters.Read()
            .Concat(await store.ReadAsync(cancellation).ConfigureAwait(false))
            .Concat(ProcessReading.Read(configuration.Settings.Node));
        return Results.Text(PrometheusText.Write(families), PrometheusText.ContentType);
    }
}
