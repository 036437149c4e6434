using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ModemActors.Service.Metrics;

/// <summary>Counts requests by operation and answer, and how long they took.</summary>
internal sealed class HttpMeter : IDisposable
{
    public const string Name = "ModemActors.Http";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public HttpMeter()
    {
        _requests = _meter.CreateCounter<long>("modemactors.http.requests", "{request}", "Requests, by operation and status.");
        _duration = _meter.CreateHistogram(
            "modemactors.http.request.duration", "s", "From a request to its answer; streams do not count.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30] });
    }

    public bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var begun = Stopwatch.GetTimestamp();
        var endpoint = context.GetEndpoint();
        await next(context).ConfigureAwait(false);
        var operation = endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "other";
        _requests.Add(1, new("operation", operation), new("code", context.Response.StatusCode));
        if (context.Response.ContentType != "text/event-stream")
            _duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    public void Dispose() => _meter.Dispose();
}
