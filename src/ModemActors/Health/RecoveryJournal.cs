using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Health;

/// <summary>The resets of one modem: the last ones for those who look, each on record when it begins and when it is known what became of it.</summary>
internal sealed class RecoveryJournal(string modem, Action<RecoveryRecord> save)
{
    private const int Shown = 10;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ModemRecovery> Last { get; private set; } = [];

    /// <summary>True if it is not known yet what became of the last one.</summary>
    public bool IsOpen => Last is [{ Outcome: RecoveryOutcome.Begun }, ..];

    /// <summary>What an earlier life of the program put on record; what it had begun has no known outcome.</summary>
    public void Recall(IEnumerable<RecoveryRecord> records) => Last = [.. Last.Concat(records.Select(Read)).DistinctBy(recovery => recovery.Id).OrderByDescending(recovery => recovery.At).Take(Shown)];

    public void Begin(ResetLevel level, string reason, DateTimeOffset now)
    {
        var recovery = new ModemRecovery(Guid.NewGuid().ToString("N"), modem, level, reason, now, RecoveryOutcome.Begun);
        Last = [recovery, .. Last.Take(Shown - 1)];
        save(Write(recovery));
    }

    /// <summary>What was found out about the last one, whose outcome is not known yet.</summary>
    public void Note(string detail) => Replace(Last[0] with { Detail = detail });

    public void End(RecoveryOutcome outcome, DateTimeOffset now) => Replace(Last[0] with { Outcome = outcome, Took = now - Last[0].At });

    private void Replace(ModemRecovery recovery)
    {
        Last = [recovery, .. Last.Skip(1)];
        save(Write(recovery));
    }

    private static RecoveryRecord Write(ModemRecovery recovery) => new()
    {
        Id = recovery.Id,
        Modem = recovery.Modem,
        Level = recovery.Level.Word(),
        Reason = recovery.Reason,
        At = recovery.At,
        Outcome = recovery.Outcome == RecoveryOutcome.InVain ? "in_vain" : recovery.Outcome.ToString().ToLowerInvariant(),
        Detail = recovery.Detail,
        Took = recovery.Took,
    };

    private static ModemRecovery Read(RecoveryRecord record) => new(
        record.Id,
        record.Modem,
        Enum.TryParse<ResetLevel>(record.Level, ignoreCase: true, out var level) ? level : ResetLevel.Reopen,
        record.Reason,
        record.At,
        Enum.TryParse<RecoveryOutcome>(record.Outcome.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var outcome) && outcome != RecoveryOutcome.Begun
            ? outcome
            : RecoveryOutcome.InVain,
        record.Detail,
        record.Took);
}
