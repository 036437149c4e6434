namespace ModemActors.Simulator;

/// <summary>What a <see cref="SimulatorHost"/> starts.</summary>
public sealed record SimulatorHostOptions
{
    /// <summary>Modems, 1 to 1024.</summary>
    public int Count { get; init; } = 2;

    /// <summary>Where the links to the modems' terminals, the record and the control socket are; made if it does not exist.</summary>
    public required string Directory { get; init; }

    /// <summary>What the modem of an ordinal (from 1) is.</summary>
    public Func<int, SimulatedModemOptions> Modem { get; init; } = SimulatedModemOptions.Numbered;

    /// <summary>How the air behaves.</summary>
    public AirOptions Air { get; init; } = new();

    /// <summary>What goes wrong from the start; null: nothing.</summary>
    public Scenario? Scenario { get; init; }
}
