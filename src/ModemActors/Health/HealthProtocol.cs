using ModemActors.Modem;

namespace ModemActors.Health;

/// <summary>What is said to and by a <see cref="HealthMonitor"/>.</summary>
internal static class HealthProtocol
{
    /// <summary>The modem just did what somebody asked: no need to probe it.</summary>
    public sealed record Alive
    {
        public static readonly Alive Instance = new();
    }

    /// <summary>How the modem stands in the network now.</summary>
    public sealed record NetworkSeen(NetworkStatus Network);

    /// <summary>The modem does not answer as it should; the next rung of recovery, please.</summary>
    public sealed record RecoveryNeeded(string Reason);
}
