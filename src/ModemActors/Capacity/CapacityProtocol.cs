namespace ModemActors.Capacity;

/// <summary>What is said to and by a <see cref="CapacityActor"/>.</summary>
internal static class CapacityProtocol
{
    /// <summary>Somebody looked: so much of the message memory is in use.</summary>
    /// <param name="Total">Slots there are; null = not looked at.</param>
    public sealed record StorageSeen(int Used, int? Total)
    {
        /// <summary>Slots that were deleted since the last time.</summary>
        public int Freed { get; init; }
    }

    /// <summary>To the supervisor: how the message memory fills.</summary>
    /// <param name="ArrivalsPerHour">0 = nothing came lately.</param>
    /// <param name="FullAt">Null = it does not fill.</param>
    public sealed record Foreseen(double ArrivalsPerHour, DateTimeOffset? FullAt);
}
