using System.Globalization;
using ModemActors.Service.Configuration;
using ModemActors.Service.Upkeep;
using ModemActors.Service.Verbs;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Checks;

/// <summary>The store: can it be written, is there room, what waits in it, how old is its last copy, does the clock fit to it.</summary>
internal static class StoreChecks
{
    private const long LittleSpace = 200L << 20;
    private const long NoSpace = 20L << 20;
    private static readonly TimeSpan s_longWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_clockError = TimeSpan.FromHours(1);

    /// <summary>Nobody's clock is earlier: it is when this program was written.</summary>
    private static readonly DateTimeOffset s_earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<HealthCheck>> RunAsync(
        ServiceConfiguration configuration, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!File.Exists(VerbStore.FileOf(configuration)))
            return [new HealthCheck("store", Verdict.Healthy, "none yet; the service makes it at its first start"), Clock(now, null)];
        try
        {
            var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
            await using var closing = store.ConfigureAwait(false);
            var health = await store.CheckAsync().ConfigureAwait(false);
            if (!health.Healthy)
                return [new HealthCheck("store", Verdict.Unhealthy, health.Problem!,
                    "make the file writable, or set modem-actors.store.connection")];
            var newest = (await store.ListAsync(new MessageQuery { Limit = 1 }).ConfigureAwait(false)).Messages;
            return
            [
                new HealthCheck("store", Verdict.Healthy, $"{health.File}, {health.SizeBytes / 1024} KiB"),
                Space(health),
                Clock(now, newest is [var last] ? last.Timestamp : null),
                .. Waiting(await store.GetStatisticsAsync().ConfigureAwait(false)),
                .. Backups(configuration.Service.Backup, await store.Upkeep.ListBackupsAsync().ConfigureAwait(false), now),
            ];
        }
        catch (StoreException cause)
        {
            return [new HealthCheck("store", Verdict.Unhealthy, cause.Message)];
        }
    }

    internal static HealthCheck Space(StoreHealth health) => health.FreeBytes switch
    {
        null => new HealthCheck("disk", Verdict.Healthy, "free space unknown"),
        < NoSpace => new HealthCheck(
            "disk", Verdict.Unhealthy, $"{health.FreeBytes >> 20} MiB free where the store is: it cannot grow",
            $"make room: 'du -xh {Path.GetPathRoot(health.File)} | sort -h | tail' shows what takes it"),
        < LittleSpace => new HealthCheck(
            "disk", Verdict.Degraded, $"only {health.FreeBytes >> 20} MiB free where the store is",
            "make room, or let old messages go: modem-actors.retention.messages = 365d"),
        { } free => new HealthCheck("disk", Verdict.Healthy, $"{free >> 20} MiB free"),
    };

    internal static HealthCheck Clock(DateTimeOffset now, DateTimeOffset? newest)
    {
        const string Advice = "set it: 'sudo timedatectl set-ntp true'; a machine without a battery for its clock needs the network at "
            + "each start";
        if (now < s_earliest)
            return new HealthCheck("clock", Verdict.Unhealthy, $"it says {InWords(now)}, which cannot be", Advice);
        return newest - now > s_clockError
            ? new HealthCheck(
                "clock", Verdict.Degraded, $"it says {InWords(now)}, but the newest message is of {InWords(newest!.Value)}: it is "
                    + "wrong, or was", Advice)
            : new HealthCheck("clock", Verdict.Healthy, $"{InWords(now)} UTC");
    }

    internal static IEnumerable<HealthCheck> Waiting(StoreStatistics statistics)
    {
        var queued = statistics.Count(MessageDirection.Outbound, MessageStatus.Queued);
        yield return statistics.OldestQueuedAge is { } age && age > s_longWait
            ? new HealthCheck(
                "queue", Verdict.Degraded, $"{queued} messages wait, the oldest for {TimeText.Age(age)}",
                "see whether a modem is ready and may send them (routing.rules, daily-limit): 'modemactors status', 'modemactors "
                    + "messages --status queued'")
            : new HealthCheck("queue", Verdict.Healthy, queued == 0 ? "empty" : $"{queued} messages wait");
        var undecided = statistics.Count(MessageDirection.Outbound, MessageStatus.Indeterminate);
        if (undecided > 0)
            yield return new HealthCheck(
                "indeterminate", Verdict.Degraded, $"of {undecided} messages nobody can know whether they went out",
                "'modemactors messages --status indeterminate' lists them, 'modemactors resolve ID --sent' or '--resend' decides");
        if (statistics.Quarantined > 0)
            yield return new HealthCheck(
                "quarantine", Verdict.Healthy, $"{statistics.Quarantined} received PDUs that nobody could read are kept in the table "
                    + "quarantine");
    }

    internal static IEnumerable<HealthCheck> Backups(BackupSettings settings, IReadOnlyList<BackupRecord> records, DateTimeOffset now)
    {
        var good = records.FirstOrDefault(record => record.Error is null || record.File is not null);
        if (records is [{ Error: { } error }, ..])
            yield return new HealthCheck(
                "backup", Verdict.Degraded, $"the last one failed: {error}",
                good is null ? "none was ever made: 'modemactors backup FILE' tries it now"
                    : $"the last good one is {good.File} of {InWords(good.At)}");
        else if (settings.Interval == TimeSpan.Zero)
            yield return new HealthCheck("backup", Verdict.Healthy, good is null ? "switched off"
                : $"switched off; the last one is {good.File}");
        else if (good is null)
            yield return new HealthCheck("backup", Verdict.Healthy, "none yet; the service makes the first half a minute after its start");
        else if (now - good.At > 2 * settings.Interval)
            yield return new HealthCheck(
                "backup", Verdict.Degraded, $"the last one is of {InWords(good.At)}, {TimeText.Age(now - good.At)} ago",
                "the service makes them while it runs; 'modemactors backup FILE' makes one now");
        else
            yield return new HealthCheck("backup", Verdict.Healthy, $"{good.File}, {TimeText.Age(now - good.At)} ago");
    }

    private static string InWords(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
