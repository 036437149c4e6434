using System.Net.Http.Json;
using System.Text.Json;
using ModemActors.Service.Tests.Http;

namespace ModemActors.Service.Tests.Metrics;

/// <summary><c>/metrics</c> of a service that has sent a message.</summary>
public sealed class MetricsSpecs(MetricsSpecs.Metered api) : IClassFixture<MetricsSpecs.Metered>
{
    [Fact]
    public async Task Everything_that_an_operator_asks_for_is_there()
    {
        var queued = await api.SendAsync("POST", "/v1/messages", """{"phone_number": "+15550000002", "content": "metrics", "modem": "m1"}""");
        await Deadline.UntilAsync(async () => (await api.Client.GetFromJsonAsync<JsonElement>(queued.Headers.Location)).GetProperty("status").GetString() == "sent", "sent");
        var metrics = await ReadAsync();
        await Deadline.UntilAsync(
            async () => (metrics = await ReadAsync()).Samples.Any(sample => sample.Name == "modemactors_message_receive_latency_seconds_count" && sample.Value > 0), "received");

        Assert.True(metrics.Value("modemactors_message_transitions_total", ("status", "sent")) >= 1);
        Assert.True(metrics.Value("modemactors_message_transitions_total", ("status", "indeterminate")) >= 0);
        Assert.True(metrics.Value("modemactors_message_send_latency_seconds_count") >= 1);
        Assert.True(metrics.Value("modemactors_command_duration_seconds_count", ("command", "AT+CMGS"), ("outcome", "ok")) >= 1);
        Assert.Equal(-73, metrics.Value("modemactors_modem_signal_dbm", ("modem", "m1")));
        Assert.Equal(1, metrics.Value("modemactors_modem_registered", ("modem", "m1")));
        Assert.Equal(1, metrics.Value("modemactors_modem_state", ("modem", "m1"), ("state", "ready")));
        Assert.Equal(0, metrics.Value("modemactors_modem_state", ("modem", "m1"), ("state", "unresponsive")));
        Assert.Equal(30, metrics.Value("modemactors_modem_storage_slots", ("modem", "m1")));
        Assert.True(metrics.Value("modemactors_modem_storage_used", ("modem", "m2")) >= 0);
        Assert.Equal("Simulated Air", metrics.Find("modemactors_modem_info", ("modem", "m1")).Labels["operator"]);
        Assert.True(metrics.Value("modemactors_messages", ("direction", "outbound"), ("status", "failed")) >= 0);
        Assert.Equal(0, metrics.Value("modemactors_queue_age_seconds"));
        Assert.Equal(1, metrics.Value("modemactors_store_up"));
        Assert.True(metrics.Value("modemactors_http_requests_total", ("operation", "sendMessage"), ("code", "202")) >= 1);
        Assert.True(metrics.Value("process_cpu_seconds_total") > 0);
        Assert.True(metrics.Value("process_resident_memory_bytes") > 1_000_000);
        Assert.True(metrics.Value("process_start_time_seconds") > 1_700_000_000);
        Assert.Equal("counter", metrics.Types["modemactors_message_transitions_total"]);
        Assert.Equal("histogram", metrics.Types["modemactors_command_duration_seconds"]);
    }

    [Fact]
    public async Task Errors_of_modems_are_counted_by_kind()
    {
        await Deadline.UntilAsync(
            async () => (await ReadAsync()).Samples.Any(sample => sample.Name == "modemactors_modem_state" && sample.Labels["modem"] == "m1" && sample.Labels["state"] == "ready" && sample.Value == 1), "ready");
        await api.SendAsync("POST", "/v1/modems/m1/at", """{"command": "AT+BOGUS"}""");

        Assert.True((await ReadAsync()).Samples.Where(sample => sample.Name == "modemactors_errors_total" && sample.Labels["modem"] == "m1")
            .Sum(sample => sample.Value) >= 1);
    }

    private async Task<Exposition> ReadAsync()
    {
        var answer = await api.SendAsync("GET", "/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return Exposition.Read(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Modems that no other service of this process has: meters are the process's.</summary>
    public sealed class Metered : ApiService
    {
        protected override string More => "modem-actors.modems = [ { id = m1, port = simulator }, { id = m2, port = simulator } ]";
    }
}
