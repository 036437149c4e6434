namespace ModemActors.Simulator;

/// <summary>The modem's way out, byte by byte: through the faults that touch bytes, at the line's speed, to whoever has the port open.</summary>
internal sealed class OutputLine(SimulatedModem modem)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly Queue<byte> _slow = new();
    private bool _draining;

    public IHostEnd? Host { get; set; }

    /// <summary>Bits per second, 10 to a byte; 0: no limit.</summary>
    public int Speed { get; set; } = modem.Options.LineSpeed;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (modem.IsSilent) return;
        WriteUnchanged(modem.Faults.OnOutput(bytes));
    }

    /// <summary>Past the faults: what a fault itself puts on the line.</summary>
    public void WriteUnchanged(ReadOnlySpan<byte> bytes)
    {
        if (Host is null || bytes.Length == 0) return;
        if (Speed <= 0 && _slow.Count == 0)
        {
            Host.Deliver(bytes);
            return;
        }
        foreach (var octet in bytes) _slow.Enqueue(octet);
        if (_draining) return;
        _draining = true;
        modem.LineDelays.After(Tick, Drain);
    }

    /// <summary>Forgets what has not left yet.</summary>
    public void Clear()
    {
        _slow.Clear();
        _draining = false;
        modem.LineDelays.Clear();
    }

    private void Drain()
    {
        var count = Math.Min(_slow.Count, Speed <= 0 ? int.MaxValue : Math.Max(1, (int)(Speed / 10 * Tick.TotalSeconds)));
        var chunk = new byte[count];
        for (var i = 0; i < count; i++) chunk[i] = _slow.Dequeue();
        Host?.Deliver(chunk);
        _draining = _slow.Count > 0;
        if (_draining) modem.LineDelays.After(Tick, Drain);
    }
}
