using System.Diagnostics;
using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Upkeep;

/// <summary>Copies the store again and again while the service runs. What went wrong is logged, on record for <c>health</c>, and an
/// event.</summary>
internal sealed class BackupSchedule(
    IMessageStore store, ServiceConfiguration configuration, ActorSystem system, TimeProvider time, ILogger<BackupSchedule> log)
        : BackgroundService
{
    /// <summary>The start has other things to do first.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(30);

    /// <summary>After a copy that failed.</summary>
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(15);

    private readonly BackupSettings _settings = configuration.Service.Backup;
    private readonly BackupFiles _files = new(configuration.Service.Backup.Directory, configuration.Settings.Node);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_settings.Interval == TimeSpan.Zero)
            return;
        var wait = FirstWait(_files.Newest, _settings.Interval, time.GetUtcNow());
        while (true)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
            var isGood = await MakeAsync(stoppingToken).ConfigureAwait(false);
            wait = isGood || _settings.Interval < s_retry ? _settings.Interval : s_retry;
        }
    }

    /// <summary>How long until the first copy after a start: a box that is switched off every night gets its copies too.</summary>
    internal static TimeSpan FirstWait(DateTimeOffset? newest, TimeSpan interval, DateTimeOffset now)
    {
        var due = newest is { } last && last <= now ? last + interval - now : TimeSpan.Zero;
        return due > s_settle ? due : s_settle;
    }

    /// <summary>Makes one copy. True: all went well.</summary>
    internal async Task<bool> MakeAsync(CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var at = time.GetUtcNow();
        BackupReport? report = null;
        string? error = null;
        try
        {
            report = await store.Upkeep.BackupAsync(_files.NameFor(at), cancellationToken: cancellation).ConfigureAwait(false);
            log.LogInformation("Backup {File} made: {Bytes} octets, {Messages} messages", report.File, report.Bytes, report.Messages);
            foreach (var failure in _files.Prune(_settings.Keep, at))
                log.LogWarning("An old backup could not be deleted: {Failure}", failure);
            error = _settings.After.Length == 0 ? null : await ShellCommand.RunAsync(
                _settings.After, new Dictionary<string, string> { ["BACKUP_FILE"] = report.File }, _settings.AfterTimeout, cancellation)
                .ConfigureAwait(false);
            error = error is null ? null : $"the backup was made, but the command after it failed: {error}";
        }
        catch (Exception cause) when (cause is StoreException or IOException or UnauthorizedAccessException)
        {
            error = cause.Message;
        }

        await RecordAsync(new BackupRecord(at, report?.File, report?.Bytes, Stopwatch.GetElapsedTime(begun), error)).ConfigureAwait(false);
        if (error is null)
            system.EventStream.Publish(new BackupMade(report!.File, report.Bytes, report.Took));
        else
            system.EventStream.Publish(new BackupFailed(error));
        if (error is not null)
            log.LogError("Backup failed: {Reason}", error);
        return error is null;
    }

    private async Task RecordAsync(BackupRecord record)
    {
        try
        {
            await store.Upkeep.RecordBackupAsync(record).ConfigureAwait(false);
        }
        catch (StoreException cause)
        {
            log.LogError(cause, "The backup could not be put on record");
        }
    }
}
