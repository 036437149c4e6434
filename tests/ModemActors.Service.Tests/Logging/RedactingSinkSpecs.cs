using ModemActors.Service.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ModemActors.Service.Tests.Logging;

public sealed class RedactingSinkSpecs
{
    [Fact]
    public void Template_properties_and_exception_are_cleaned_wherever_the_secret_stands()
    {
        var kept = new Kept();
        using (var inner = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(kept).CreateLogger())
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().Destructure.AsScalar<Personal>()
            .WriteTo.Sink(new RedactingSink(inner, new LogRedaction([], ["s3cret-s3cret"], redactsPersonal: true))).CreateLogger())
        {
            log.Information("{0} to {1}: {2}", 12, new Personal("12345"), "s3cret-s3cret");
            log.Error(new IOException("outer", new InvalidOperationException("Bearer s3cret-s3cret")), "in the template: s3cret-s3cret");
            log.Information("{List} {@Object}", new[] { "s3cret-s3cret" }, new { Key = "s3cret-s3cret" });
        }

        Assert.Equal("12 to \"***\": \"***\"", kept.Events[0].RenderMessage(null));
        Assert.Equal("in the template: ***", kept.Events[1].RenderMessage(null));
        Assert.Contains("outer", kept.Events[1].Exception!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Events, logged =>
            (logged.RenderMessage(null) + logged.Exception).Contains("s3cret", StringComparison.Ordinal));
    }

    private sealed class Kept : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
