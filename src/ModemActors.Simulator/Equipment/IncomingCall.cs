namespace ModemActors.Simulator;

/// <summary>A call that rings: RING or +CRING, and +CLIP if asked for, until someone ends it (3GPP TS 27.007 §6.11, §7.6).</summary>
internal sealed class IncomingCall(SimulatedModem modem)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private IDisposable? _next;

    /// <summary>The number of whoever rings now; null: nobody does.</summary>
    public string? Caller { get; private set; }

    public void Begin(string from)
    {
        End();
        Caller = from;
        Ring();
    }

    /// <summary>Ends it; false: nothing rang.</summary>
    public bool End()
    {
        var rang = Caller is not null;
        Caller = null;
        _next?.Dispose();
        return rang;
    }

    private void Ring()
    {
        if (!modem.IsReachable || Caller is null) return;
        modem.Terminal.Unsolicited(modem.Settings.ExtendedRing ? "+CRING: VOICE" : "RING");
        if (modem.Settings.CallerIdentification) modem.Terminal.Unsolicited($"+CLIP: \"{Caller}\",{(Caller.StartsWith('+') ? 145 : 129)},,,,0");
        _next = modem.RadioDelays.After(Interval, Ring);
    }
}
