namespace ModemActors.Capacity;

/// <summary>What is said to and by a <see cref="CapacityActor"/>.</summary>
internal static class CapacityProtocol
{
    /// <summary>Somebody looked: so much of the message memory is in use.</summary>
    /// <param name="Total">Slots there are; null = not looked at.</param>
    public sealed record StorageSeen(int Used, int? Total);
}
