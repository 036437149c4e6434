using Akka.Actor;

namespace ModemActors.Health;

/// <summary>What the modems of a node share for their recovery.</summary>
/// <param name="Resets">The <see cref="DeviceResets"/>.</param>
/// <param name="Endings">Ports that must be closed at the end.</param>
internal sealed record Healing(IActorRef Resets, PortEndings Endings);
