using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

/// <summary>Puts filters in.</summary>
public sealed class Mute(params IReadOnlyCollection<EventFilterBase> filters) : INoSerializationVerificationNeeded
{
    public IReadOnlyCollection<EventFilterBase> Filters { get; } = filters;
}

/// <summary>Takes filters out.</summary>
public sealed class Unmute(params IReadOnlyCollection<EventFilterBase> filters) : INoSerializationVerificationNeeded
{
    public IReadOnlyCollection<EventFilterBase> Filters { get; } = filters;
}
