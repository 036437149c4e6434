using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Storage;

namespace ModemActors.Whereabouts;

/// <summary>What is said to and by a <see cref="WhereaboutsActor"/>.</summary>
internal static class WhereaboutsProtocol
{
    /// <summary>Ask at these ports who is there. Answered with <see cref="FoundOut"/> when all were asked.</summary>
    public sealed record FindOut(IReadOnlyList<PortCandidate> Ports, PortOptions Options);

    /// <summary>What was found is in the register.</summary>
    public sealed record FoundOut
    {
        public static readonly FoundOut Instance = new();
    }

    /// <summary>Put this on record and tell the world what changed.</summary>
    public sealed record Keep(ModemOnRecord Record, IReadOnlyList<IModemEvent> Events);

    /// <summary>Another process holds this device: when it lets go, those who wait shall <see cref="LookAgain"/>.</summary>
    public sealed record AwaitRelease(string Device);

    /// <summary>Published on the EventStream: ports have come, gone or changed hands; who waits for one looks again.</summary>
    public sealed record LookAgain : INotInfluenceReceiveTimeout
    {
        public static readonly LookAgain Instance = new();
    }
}
