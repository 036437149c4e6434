using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Service.Views;

/// <summary>A reset of a modem as HTTP and <c>--json</c> show it.</summary>
/// <param name="Level">What was reset.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Outcome"><c>begun</c>, <c>recovered</c>, <c>in_vain</c> or <c>impossible</c>.</param>
/// <param name="Detail">What was found or what to do.</param>
/// <param name="TookSeconds">Until the outcome was known.</param>
internal sealed record RecoveryView(
    string Level, string Reason, DateTimeOffset At, string Outcome, string? Detail, double? TookSeconds)
{
    public static RecoveryView Of(ModemRecovery recovery) => new(
        ResetLevels.WordOf(recovery.Level),
        recovery.Reason,
        recovery.At,
        recovery.Outcome == RecoveryOutcome.InVain ? "in_vain" : recovery.Outcome.ToString().ToLowerInvariant(),
        recovery.Detail,
        recovery.Took?.TotalSeconds);

    public static RecoveryView Of(RecoveryRecord record) =>
        new(record.Level, record.Reason, record.At, record.Outcome, record.Detail, record.Took?.TotalSeconds);

    /// <summary>In a line for a person.</summary>
    public string InWords(DateTimeOffset now) =>
        $"{Level} {TimeText.Age(now - At)} ago, {Outcome.Replace('_', ' ')}: {Reason}{(Detail is null ? "" : $" ({Detail})")}";
}
