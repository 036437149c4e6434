using ModemActors.Messages;
using ModemActors.Modem;

namespace ModemActors.Health;

/// <summary>What is said to and by a <see cref="HealthMonitor"/>.</summary>
internal static class HealthProtocol
{
    /// <summary>The modem just did what somebody asked: no need to probe it.</summary>
    public sealed record Alive
    {
        /// <summary>It read, listed or deleted.</summary>
        public static readonly Alive Instance = new();

        /// <summary>It sent, so it is in the network, too.</summary>
        public static readonly Alive BySending = new() { Sent = true };

        public bool Sent { get; private init; }
    }

    /// <summary>A message did not go out, and neither it nor its receiver is the reason.</summary>
    public sealed record Unsent(string Reason);

    /// <summary>How the modem stands in the network now.</summary>
    public sealed record NetworkSeen(NetworkStatus Network);

    /// <summary>To the supervisor: how the modem does.</summary>
    /// <param name="Recoveries">The last ones, newest first.</param>
    public sealed record Judged(ModemVerdict Verdict, string? Evidence, IReadOnlyList<ModemRecovery> Recoveries);
}
