using ModemActors.Settings;

namespace ModemActors.Service.Configuration;

/// <summary>Where metrics and traces are sent.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>A collector's address; null = none.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>True: OTLP over HTTP; false: over gRPC.</summary>
    public required bool IsHttp { get; init; }

    /// <summary>Headers as <c>name=value</c>, with commas; empty = none.</summary>
    public required string Headers { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Which share of messages is traced, 0 to 1.</summary>
    public required double Traces { get; init; }

    public static TelemetrySettings From(SettingsReader telemetry)
    {
        var text = telemetry.Text("otlp-endpoint");
        Uri? endpoint = null;
        if (text.Length > 0 && (!Uri.TryCreate(text, UriKind.Absolute, out endpoint) || endpoint.Scheme is not ("http" or "https")))
            telemetry.Wrong("otlp-endpoint", $"is '{text}' but must be like http://127.0.0.1:4317");
        return new TelemetrySettings
        {
            Endpoint = endpoint,
            IsHttp = telemetry.Choice("otlp-protocol", ("grpc", false), ("http", true)),
            Headers = telemetry.Text("otlp-headers"),
            Interval = telemetry.Duration("interval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Traces = telemetry.Share("traces", 0, 100),
        };
    }
}
