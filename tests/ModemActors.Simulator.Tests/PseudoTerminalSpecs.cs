using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ModemActors.Ports;

namespace ModemActors.Simulator.Tests;

/// <summary>The outside of the simulator: real terminals, real time, deadlines that nothing waits out.</summary>
public sealed class PseudoTerminalSpecs : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("simulator-").FullName;
    private readonly CancellationTokenSource _limit = new(Deadline);

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Modems_on_terminals_text_each_other_and_the_record_has_it()
    {
        await using var host = Start(2, TimeSpan.Zero);
        Assert.Equal([Path.Combine(_directory, "modem1"), Path.Combine(_directory, "modem2")], host.Ports);
        await using var first = await OpenAsync(host.Ports[0]);
        await using var second = await OpenAsync(host.Ports[1]);
        await SayAsync(second, "ATE0;+CNMI=2,1\r", "OK\r\n");
        await SayAsync(first, "ATE0\r", "OK\r\n");
        await SayAsync(first, "AT+CMGS=22\r", "> ");
        await SayAsync(first, Samples.SubmitHello + "\u001a", "+CMGS: 0\r\n\r\nOK\r\n");
        Assert.Equal("\r\n+CMTI: \"SM\",0\r\n", await ReadUntilAsync(second, "\",0\r\n"));

        var lines = ReadRecord();
        Assert.Equal(["sent", "delivered"], lines.Select(line => line.GetProperty("event").GetString()));
        var sent = lines[0].GetProperty("message");
        Assert.Equal(("modem1", "+15550000002", "hellohello"),
            (sent.GetProperty("modem").GetString(), sent.GetProperty("to").GetString(), sent.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Unplugged_modem_loses_its_link_and_has_it_again_when_it_is_back()
    {
        await using var host = Start(1, TimeSpan.FromMilliseconds(1));
        var port = await OpenAsync(host.Ports[0]);
        await SayAsync(port, "AT\r", "OK\r\n");

        host.Modems[0].Unplug();

        Assert.Equal(PortFault.Lost, (await Assert.ThrowsAsync<PortException>(() => ReadUntilAsync(port, "never"))).Fault);
        Assert.False(File.Exists(host.Ports[0]));
        await port.DisposeAsync();

        host.Modems[0].HangUp("renamed");
        host.Modems[0].Plug();
        Assert.Equal(Path.Combine(_directory, "renamed"), host.Ports[0]);
        await using var again = await OpenAsync(host.Ports[0]);
        await SayAsync(again, "ATZ\r", "\r\n");
    }

    [Fact]
    public async Task Control_channel_injects_reads_and_breaks()
    {
        await using var host = Start(2, TimeSpan.FromHours(1));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(host.ControlPath), _limit.Token);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);

        async Task<JsonElement> Ask(string line)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), _limit.Token);
            return JsonDocument.Parse(await reader.ReadLineAsync(_limit.Token) ?? "").RootElement;
        }

        async Task AssertDone(string line) => Assert.True((await Ask(line)).GetProperty("ok").GetBoolean());

        await AssertDone("""{"do":"inject","modem":"modem2","from":"+15551234567","text":"Żółć 😀"}""");
        await AssertDone("""{"do":"inject","modem":"+15550000002","tpdu":"040B915155000000F1000062101000000000000AE8329BFD4697D9EC37"}""");
        var slots = (await Ask("""{"do":"slots","modem":"modem2"}""")).GetProperty("slots");
        Assert.Equal(2, slots.GetArrayLength());
        Assert.Equal("received_unread", slots[0].GetProperty("state").GetString());
        Assert.Equal(2, (await Ask("""{"do":"deliveries"}""")).GetProperty("deliveries").GetArrayLength());
        Assert.Equal(0, (await Ask("""{"do":"record"}""")).GetProperty("record").GetArrayLength());
        await AssertDone("""{"do":"faults","modem":"modem1","scenario":"at start: hang until power"}""");
        Assert.True(host.Modems[0].Faults.IsHung);
        Assert.False(host.Modems[1].Faults.IsHung);
        await AssertDone("""{"do":"clear-faults"}""");
        Assert.False(host.Modems[0].Faults.IsHung);
        await AssertDone("""{"do":"reset","modem":"modem1","level":"usb"}""");
        Assert.Equal("booting", (await Ask("""{"do":"modems"}""")).GetProperty("modems")[0].GetProperty("phase").GetString());

        foreach (var (line, reason) in ((string, string)[])[
            ("nonsense", "invalid"), ("{}", "\"do\" is \"\""), ("""{"do":"slots"}""", "\"modem\" is missing"), ("""{"do":"slots","modem":"modem9"}""", "no modem modem9"),
            ("""{"do":"inject","modem":"modem1","tpdu":"0"}""", "hexadecimal"), ("""{"do":"faults","scenario":"x"}""", "line 1"),
            ("""{"do":"reset","modem":"modem1","level":"soft"}""", "level")])
        {
            var answer = await Ask(line);
            Assert.False(answer.GetProperty("ok").GetBoolean());
            Assert.Contains(reason, answer.GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Directory_has_one_simulator_at_a_time_and_what_a_killed_one_left_is_taken_over()
    {
        await using (Start(1, TimeSpan.Zero))
        {
            Assert.Contains("runs in", Assert.Throws<IOException>(() => Start(1, TimeSpan.Zero)).Message, StringComparison.Ordinal);
        }
        Assert.Equal([Path.Combine(_directory, "air.jsonl")], Directory.GetFileSystemEntries(_directory));
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory, "control.sock")));
        }
        File.CreateSymbolicLink(Path.Combine(_directory, "modem1"), "/dev/pts/none");
        await using var host = Start(1, TimeSpan.Zero);
        await using var port = await OpenAsync(host.Ports[0]);
        await SayAsync(port, "AT\r", "OK\r\n");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void Impossible_count_is_refused(int count) => Assert.Throws<ArgumentException>(() => Start(count, TimeSpan.Zero));

    private SimulatorHost Start(int count, TimeSpan bootLatency) => SimulatorHost.Start(new SimulatorHostOptions
    {
        Count = count,
        Directory = _directory,
        Modem = ordinal => SimulatedModemOptions.Numbered(ordinal) with { SendLatency = TimeSpan.FromMilliseconds(1), BootLatency = bootLatency },
    });

    private Task<IModemPort> OpenAsync(string path) => new SerialPortOpener().OpenAsync(new DevicePort(path), new PortOptions(), _limit.Token);

    private async Task SayAsync(IModemPort port, string bytes, string end)
    {
        await port.WriteAsync(Encoding.Latin1.GetBytes(bytes), _limit.Token);
        await ReadUntilAsync(port, end);
    }

    private async Task<string> ReadUntilAsync(IModemPort port, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
            text.Append(Encoding.Latin1.GetString(buffer, 0, await port.ReadAsync(buffer, _limit.Token)));
        return text.ToString();
    }

    private JsonElement[] ReadRecord() =>
        [.. File.ReadAllLines(Path.Combine(_directory, "air.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
}
