namespace ModemActors.Simulator;

/// <summary>The other end of a modem's line: what the host reads.</summary>
internal interface IHostEnd
{
    /// <summary>Whether a program has the port open.</summary>
    bool IsOpen { get; }

    /// <summary>Bytes from the modem.</summary>
    void Deliver(ReadOnlySpan<byte> bytes);

    /// <summary>The modem is gone; nothing more will come.</summary>
    void Lose();
}
