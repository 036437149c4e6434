namespace ModemActors.Simulator;

/// <summary>What waits for one number, oldest first. Guarded by the air's lock.</summary>
internal sealed class Mailbag
{
    public Queue<Letter> Letters { get; } = new();

    /// <summary>The first letter is being offered.</summary>
    public bool IsOffering { get; set; }

    /// <summary>The receiver has no room or is out of reach; nothing is offered until it says that this is over.</summary>
    public bool IsResting { get; set; }
}

/// <summary>A TPDU on its way to a number.</summary>
/// <param name="Expires">When the network stops trying; null: never.</param>
/// <param name="Ended">Told once how it ended, with the TP-ST of a report: delivered or expired.</param>
internal sealed record Letter(byte[] Tpdu, DateTimeOffset? Expires, Action<byte>? Ended);
