using ModemActors.Service.Configuration;
using ModemActors.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ModemActors.Service.Metrics;

/// <summary>Sends metrics and traces to a collector, if one is configured. A collector that is down costs nothing but its numbers.</summary>
internal sealed class OtlpExport(ServiceConfiguration configuration, StoreMeter store) : IHostedService, IDisposable
{
    private const int FarewellMilliseconds = 2_000;

    private readonly TelemetrySettings _settings = configuration.Service.Telemetry;
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_settings.Endpoint is null)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateEmpty().AddService(
            "modemactors", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version!.ToString(3), serviceInstanceId: configuration.Settings.Node);
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(ModemActorsMeter.Name, HttpMeter.Name, StoreMeter.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)_settings.Interval.TotalMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = 10_000;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new TraceIdRatioBasedSampler(_settings.Traces))
            .AddSource(MessageTrace.Name)
            .AddOtlpExporter(exporter =>
            {
                Configure(exporter, "v1/traces");
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = (int)Math.Min(5_000, _settings.Interval.TotalMilliseconds);
            })
            .Build();
        store.Begin(_settings.Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush(FarewellMilliseconds);
        _meters?.ForceFlush(FarewellMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        exporter.Protocol = _settings.IsHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;

        // over HTTP an address that is given is taken as it is
        exporter.Endpoint = _settings.IsHttp ? new Uri(_settings.Endpoint!.ToString().TrimEnd('/') + "/" + path) : _settings.Endpoint!;
        exporter.TimeoutMilliseconds = 5_000;
        if (_settings.Headers.Length > 0)
            exporter.Headers = _settings.Headers;
    }
}
