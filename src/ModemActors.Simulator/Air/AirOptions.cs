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

    /// <summary>The zone of the service centre's clock; whole quarters of an hour.</summary>
    public TimeSpan Zone { get; init; } = TimeSpan.Zero;
}
