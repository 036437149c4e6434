using System.Net.Http.Headers;
using System.Text;
using ModemActors.Simulator;

namespace ModemActors.Service.Tests.Logging;

/// <summary>Known secrets through every path of the real program at debug level; then everything that it wrote is searched for
/// them.</summary>
public sealed class SecretsInLogsSpecs : Scratch
{
    private const string Pin = "73918264";
    private const string Key = "key-tRq5Zb8vXw2LmN4p";
    private const string Stranger = "+15559876543";
    private const string Out = "outbound-secret äöü-42";
    private const string In = "inbound-secret Ω-17";

    [Fact]
    public async Task Nothing_that_is_secret_is_in_any_log_at_debug_level()
    {
        await using var modems = SimulatorHost.Start(new SimulatorHostOptions
        {
            Directory = Path.Combine(Folder, "modems"),
            Modem = ordinal => SimulatedModemOptions.Numbered(ordinal) with { Pin = ordinal == 1 ? Pin : "" },
        });
        var port = FreeTcpPort.Next();
        var file = Write("secrets.conf", $$"""
            modem-actors {
              modems = [ { id = first, port = "{{modems.Ports[0]}}", pin = "{{Pin}}" },
                  { id = second, port = "{{modems.Ports[1]}}", pin = "55550000" } ]
              store.connection = "{{Path.Combine(Folder, "store.db")}}"
              api.urls = "http://127.0.0.1:{{port}}"
              handlers.webhooks = [ { url = "http://ann:{{Key}}@127.0.0.1:1/hook",
                  secret = "whsec_{{Convert.ToBase64String(Encoding.ASCII.GetBytes(Key))}}" } ]
              backup.interval = 0s
              log { level = debug, redact = on }
            }
            """);
        await using var service = ProgramRun.Start(Folder, "run", "-c", file);
        await service.HasPrintedAsync("first: ready");
        await service.HasPrintedAsync("second: ready");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var stranger = new HttpClient { BaseAddress = http.BaseAddress };
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        await PostAsync(stranger, "/v1/messages", $$"""{"phone_number": "{{Stranger}}", "content": "{{Out}}"}""");

        // out, in, in again as part of a long one, and what nobody can read
        await PostAsync(http, "/v1/messages", $$"""{"phone_number": "{{Stranger}}", "content": "{{Out}}"}""");
        await service.HasPrintedAsync("message 1 sent");
        modems.Air.Send(Stranger, modems.Modems[0].Options.Number, In);
        modems.Air.Send(Stranger, modems.Modems[1].Options.Number, string.Concat(Enumerable.Repeat(In, 20)));
        await service.HasPrintedAsync("second: message 3 received");
        modems.Modems[0].Receive(new byte[] { 0x04, 0x0B, 0x91, 0x51, 0x55, 0x89, 0x67, 0x45, 0xF3, 0x00 });

        // requests of every wrong kind, commands that name the PIN, a duplicate, a message that fails, one that nobody knows of
        await PostAsync(http, "/v1/messages", $$"""{"phone_number": "{{Stranger}}x", "content": "{{Out}}", "pin": "{{Pin}}" """);
        await PostAsync(http, "/v1/messages", $$"""{"phone_number": "{{Stranger}}", "content": "{{Out}}"}""");
        await PostAsync(http, "/v1/modems/first/at", $$"""{"command": "AT+CPIN=\"{{Pin}}\""}""");
        await PostAsync(http, "/v1/modems/first/at", $$"""{"command": "AT^CPIN={{Pin}}"}""");
        await service.HasPrintedAsync("Duplicate message detected");
        foreach (var modem in modems.Modems)
            modem.Faults.Arm(Fault.Error("+CMS ERROR: 1"), 1);
        await PostAsync(http, "/v1/messages", $$"""{"phone_number": "{{Stranger}}", "content": "{{Out}} fails"}""");
        await service.HasPrintedAsync("failed: ");
        modems.Modems[0].HangUp();
        modems.Modems[1].Unplug();
        await service.HasPrintedAsync("second: ");
        Assert.Equal(0, (await service.StopAsync("TERM")).Code);

        var logs = Directory.GetFiles(Path.Combine(Folder, "logs"));
        Assert.NotEmpty(logs);
        var written = service.Output + service.Errors + string.Concat(logs.Select(File.ReadAllText));
        Assert.Contains("[DBG]", written, StringComparison.Ordinal);
        Assert.Contains("message 1 sent to ***43", written, StringComparison.Ordinal);
        foreach (var secret in new[] { Pin, "55550000", Key, Stranger[1..], "outbound-secret", "inbound-secret",
            Convert.ToBase64String(Encoding.ASCII.GetBytes(Key)) })
            Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase);
        // as they go over the air: GSM-7 or UCS-2 in PDUs, semi-octets
        foreach (var coded in new[] { "5155896745F3", Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("inbound")) })
            Assert.DoesNotContain(coded, written, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
