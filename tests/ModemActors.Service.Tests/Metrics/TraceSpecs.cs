using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ModemActors.Service.Tests.Http;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Service.Tests.Metrics;

/// <summary>A message leaves one trace, from the request to the command.</summary>
public sealed class TraceSpecs(ApiService api) : IClassFixture<ApiService>
{
    [Fact]
    public async Task Every_step_of_a_message_is_in_its_trace()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessageTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var queued = await api.SendAsync(
            "POST", "/v1/messages", $$"""{"phone_number": "+15550000001", "content": "{{new string('x', 200)}}", "modem": "second"}""");
        await Deadline.UntilAsync(
            async () => (await api.Client.GetFromJsonAsync<JsonElement>(queued.Headers.Location)).GetProperty("status").GetString() == "sent", "sent");
        var message = (await api.Store.GetAsync(long.Parse(queued.Headers.Location!.ToString().Split('/')[^1], null)))!;
        var trace = MessageTrace.ContextOf(message.Id, message.PhoneNumber, message.Timestamp).TraceId;
        await Deadline.UntilAsync(() => Task.FromResult(ended.Any(step => step.TraceId == trace && step.OperationName == "send")), "send has ended");

        var steps = ended.Where(step => step.TraceId == trace).ToList();
        Assert.Equal(["AT+CMGS", "AT+CMGS", "accept", "queued", "send"], steps.Select(step => step.OperationName).Order(StringComparer.Ordinal));
        var send = steps.Single(step => step.OperationName == "send");
        Assert.Equal(("second", 2, "sent"), (send.GetTagItem("modemactors.modem"), send.GetTagItem("modemactors.parts"), send.GetTagItem("modemactors.outcome")));
        Assert.All(steps.Where(step => step.OperationName == "AT+CMGS"), command => Assert.Equal(send.SpanId, command.ParentSpanId));
        Assert.Equal([1, 2], steps.Where(step => step.OperationName == "AT+CMGS").Select(step => (int)step.GetTagItem("modemactors.part")!).Order());
        Assert.DoesNotContain(steps.SelectMany(step => step.TagObjects), tag => tag.Value?.ToString()?.Contains("15550000001", StringComparison.Ordinal) == true);
        await Deadline.UntilAsync(() => Task.FromResult(ended.Any(step => step.OperationName == "receive")), "the other side has received");
    }

    [Fact]
    public void Trace_follows_from_the_message_alone()
    {
        var time = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
        var context = MessageTrace.ContextOf(7, "+15551234567", time);

        Assert.Equal(context, MessageTrace.ContextOf(7, "+15551234567", time.ToOffset(TimeSpan.FromHours(2))));
        Assert.NotEqual(context.TraceId, MessageTrace.ContextOf(8, "+15551234567", time).TraceId);
        Assert.NotEqual(context.TraceId, MessageTrace.ContextOf(7, "+15551234568", time).TraceId);
        Assert.NotEqual(context.TraceId, MessageTrace.ContextOf(7, "+15551234567", time.AddSeconds(1)).TraceId);
        Assert.NotEqual(default, MessageTrace.ContextOf(7, new string('9', 1000), time).TraceId);
    }
}
