using ModemActors.Messages;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>A modem as the dashboard shows it.</summary>
/// <param name="Tone">How it stands.</param>
/// <param name="Word">The same in a word or two.</param>
/// <param name="Explanation">Why it is not as it should be; null = nothing to say.</param>
/// <param name="Activity">What it did in the last hour.</param>
/// <param name="Signal">dBm, minute by minute, oldest first; null = not measured.</param>
/// <param name="FullIn">When the message memory is full if it goes on like this; null = it does not fill.</param>
internal sealed record ModemPanel(
    ModemStatus Status, Tone Tone, string Word, string? Explanation, ModemActivity Activity, IReadOnlyList<int?> Signal, TimeSpan? FullIn)
{
    private static readonly ModemActivity s_nothing = new(0, 0, 0);

    public string Id => Status.Modem;

    /// <summary>True: an operator should look at it.</summary>
    public bool IsSick => Tone is Tone.Warning or Tone.Bad;

    /// <summary>True: what is known of signal and memory is old.</summary>
    public bool IsGone => Status.State is ModemState.Closed or ModemState.Unresponsive or ModemState.Leased or ModemState.Suspended;

    /// <summary>What is left of the message memory: nothing, little, or enough.</summary>
    public Tone StorageTone => Status is { StorageUsed: { } used, StorageTotal: > 0 and var total }
        ? used >= total ? Tone.Bad : used * 100 >= total * 80 ? Tone.Warning : Tone.Good
        : Tone.Idle;

    public static ModemPanel Of(ModemStatus status, ModemActivity? activity, IReadOnlyList<ModemSample> samples, DateTimeOffset now)
    {
        var (tone, word) = StandingOf(status);
        return new ModemPanel(
            status, tone, word, ExplanationOf(status, tone), activity ?? s_nothing, SignalHistory.LevelsOf(samples, now), SignalHistory.FullIn(samples));
    }

    private static string? ExplanationOf(ModemStatus status, Tone tone) => status switch
    {
        { Lease: { } lease } => $"lent to {lease.Holder}",
        _ when tone is Tone.Good => null,
        _ => status.Evidence ?? status.LastError,
    };

    private static (Tone Tone, string Word) StandingOf(ModemStatus status) => status switch
    {
        { State: ModemState.Leased } => (Tone.Idle, "Lent out"),
        { State: ModemState.Suspended } => (Tone.Idle, "Suspended"),
        { Verdict: ModemVerdict.Quarantined } => (Tone.Bad, "Quarantined"),
        { Verdict: ModemVerdict.Recovering } => (Tone.Warning, "Recovering"),
        { State: ModemState.Ready, StorageUsed: { } used, StorageTotal: > 0 and var total } when used >= total => (Tone.Warning, "SIM full"),
        { State: ModemState.Ready, Verdict: ModemVerdict.Degraded } => (Tone.Warning, "Degraded"),
        { State: ModemState.Ready } => (Tone.Good, "Ready"),
        { State: ModemState.Settling } => (Tone.Busy, "Setting up"),
        { State: ModemState.Degraded } => (Tone.Warning, "Cannot send"),
        { State: ModemState.Unresponsive } => (Tone.Bad, "Does not answer"),
        { State: ModemState.Closed, Tried: false } => (Tone.Busy, "Starting"),
        _ => (Tone.Bad, "No port"),
    };
}
