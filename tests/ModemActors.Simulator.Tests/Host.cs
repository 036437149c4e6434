using System.Text;
using ModemActors.Ports;

namespace ModemActors.Simulator.Tests;

/// <summary>A program at a modem's port under virtual time: what it writes is answered before the call returns.</summary>
internal sealed class Host : IAsyncDisposable
{
    public const string Ok = "\r\nOK\r\n";

    private readonly SimulatedPort _port;

    public Host(SimulatedModem modem, bool echo = false)
    {
        Modem = modem;
        _port = (SimulatedPort)modem.OpenPort();
        if (!echo) Assert.Equal("ATE0\r\r\nOK\r\n", Say("ATE0"));
    }

    public SimulatedModem Modem { get; }

    public IModemPort Port => _port;

    /// <summary>A modem with its own air and clock, and a host at it.</summary>
    public static (Host Host, VirtualTime Time) At(SimulatedModemOptions? options = null)
    {
        var time = new VirtualTime();
        return (new Host(new SimulatedModem(options ?? new SimulatedModemOptions(), new Air(time))), time);
    }

    /// <summary>Two modems, +15550000001 and +15550000002, on one air.</summary>
    public static (Host First, Host Second, VirtualTime Time) Pair(AirOptions? air = null)
    {
        var time = new VirtualTime();
        var common = new Air(time, air);
        return (new Host(new SimulatedModem(SimulatedModemOptions.Numbered(1), common)),
            new Host(new SimulatedModem(SimulatedModemOptions.Numbered(2), common)), time);
    }

    /// <summary>Writes a command line and reads all that is there then.</summary>
    public string Say(string line) => Write(line + "\r");

    public string Write(string bytes)
    {
        var writing = _port.WriteAsync(Encoding.Latin1.GetBytes(bytes), CancellationToken.None);
        Assert.True(writing.IsCompletedSuccessfully);
        return Read();
    }

    public string Read()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (_port.TryRead(buffer) is > 0 and var count) text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return text.ToString();
    }

    /// <summary>Sends a PDU given with the service centre's octets; the time of a send passes.</summary>
    public string Send(VirtualTime time, string hex)
    {
        var length = hex.Length / 2 - 1 - Convert.ToInt32(hex[..2], 16);
        Assert.Equal("\r\n> ", Say($"AT+CMGS={length}"));
        var answer = Write(hex + "\u001a");
        time.Advance(TimeSpan.FromMilliseconds(300));
        return answer + Read();
    }

    public ValueTask DisposeAsync() => _port.DisposeAsync();
}
