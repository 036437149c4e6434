using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>Copies, samples and retention.</summary>
public sealed partial class SqliteMessageStore : IStoreUpkeep
{
    /// <inheritdoc/>
    public IStoreUpkeep Upkeep => this;

    /// <inheritdoc/>
    public Task<BackupReport> BackupAsync(
        string file, IProgress<StoreProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => StoreBackup.Run(_file, file, _context.Time, progress, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RecordBackupAsync(BackupRecord record) => _writes.Run(session => StoreBackup.Record(session, _context, record));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BackupRecord>> ListBackupsAsync(int limit = 20) => _reads.Run(session => StoreBackup.List(session, limit));

    /// <inheritdoc/>
    public Task SaveSamplesAsync(IReadOnlyList<ModemSample> samples) => _writes.Run(session => Samples.Save(session, _context, samples));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModemSample>> ListSamplesAsync(SampleQuery query) => _reads.Run(session => Samples.List(session, query));

    /// <inheritdoc/>
    public async Task<RetentionReport> RemoveOldAsync(Retention retention, CancellationToken cancellationToken = default)
    {
        long messages = 0, quarantined = 0, samples = 0;
        if (retention.Messages is { } kept)
        {
            var before = _context.Now - kept;
            long after = 0;
            while (await _reads.Run(session => Removing.Find(session, before, after)).ConfigureAwait(false) is { Count: > 0 } found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var old = found.Where(row => row.IsOld).Select(row => row.Id).ToList();
                messages += old.Count == 0 ? 0 : await _writes.Run(session => Removing.Delete(session, old)).ConfigureAwait(false);
                after = found[^1].Id;
            }

            quarantined = await RepeatAsync(session => Removing.DeleteQuarantined(session, before), cancellationToken)
                .ConfigureAwait(false);
        }

        if (retention.Samples is { } minutes)
        {
            var before = _context.Now - minutes;
            samples = await RepeatAsync(session => Samples.RemoveOld(session, before, Removing.Batch), cancellationToken)
                .ConfigureAwait(false);
        }

        return new RetentionReport(messages, quarantined, samples);
    }

    private async Task<long> RepeatAsync(Func<SqlSession, int> delete, CancellationToken cancellation)
    {
        for (var deleted = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = await _writes.Run(delete).ConfigureAwait(false);
            deleted += count;
            if (count < Removing.Batch)
                return deleted;
        }
    }
}
