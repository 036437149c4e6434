using ModemActors.Messages;

namespace ModemActors.Health;

/// <summary>What a <see cref="RecoveryLadder"/> wants to have done.</summary>
internal abstract record LadderMove
{
    /// <summary>Nothing, for as long as nothing new is heard.</summary>
    public sealed record Rest : LadderMove;

    /// <summary>Nothing; ask again then, whatever is heard until then.</summary>
    public sealed record Wait(DateTimeOffset Until) : LadderMove;

    /// <summary>This reset, now; <see cref="RecoveryLadder.Ended"/> is to be told when it was done.</summary>
    public sealed record Climb(ResetLevel Level, string Reason) : LadderMove;

    /// <summary>Nothing helped: leave the modem alone until then, and call for a person.</summary>
    public sealed record Quarantine(string Reason, DateTimeOffset Until) : LadderMove;

    /// <summary>The modem is well again.</summary>
    /// <param name="By">The rung that was climbed last; null = none was.</param>
    public sealed record Recovered(ResetLevel? By, TimeSpan Took) : LadderMove;
}
