namespace ModemActors.Simulator;

/// <summary>How an air behaves.</summary>
public sealed record AirOptions
{
    /// <summary>From the network's taking a message to its first offer to the receiver.</summary>
    public TimeSpan DeliveryLatency { get; init; } = TimeSpan.Zero;

    /// <summary>From a message's delivery to the offer of its status report.</summary>
    public TimeSpan ReportLatency { get; init; } = TimeSpan.Zero;

    /// <summary>Until a receiver that refused is tried again.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of the newest messages the records keep at least, 1 or more; so that an air that runs for days does not grow for ever.</summary>
    public int RecordLimit { get; init; } = 100_000;

    /// <summary>The zone of the service centre's clock; whole quarters of an hour.</summary>
    public TimeSpan Zone { get; init; } = TimeSpan.Zero;
}
