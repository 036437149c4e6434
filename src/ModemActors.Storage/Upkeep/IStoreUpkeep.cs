namespace ModemActors.Storage;

/// <summary>What keeps a store well and small over the years: copies, samples of how the modems did, and an end for what is old. All
/// members may be called from any thread at once.</summary>
public interface IStoreUpkeep
{
    /// <summary>Copies the store as it is at one moment, while everybody goes on writing, to <paramref name="file"/>: one file that is
    /// checked and
    /// takes its name only when it is whole and on the disk. A copy that has that name already is replaced.</summary>
    /// <param name="file">A path; of a directory, a name with the time is chosen in it.</param>
    /// <param name="progress">Told now and then how far it is, on a pool thread.</param>
    /// <param name="cancellationToken">Ends it; then nothing is left behind.</param>
    /// <exception cref="StoreException">It cannot be written there, the disk is full, or the name is taken by something that is no
    /// copy.</exception>
    Task<BackupReport> BackupAsync(string file, IProgress<StoreProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Puts a copy that was made, or was tried in vain, on record. The newest hundred are kept.</summary>
    Task RecordBackupAsync(BackupRecord record);

    /// <summary>The copies on record, newest first.</summary>
    Task<IReadOnlyList<BackupRecord>> ListBackupsAsync(int limit = 20);

    /// <summary>Puts a minute's samples of this node on record in one transaction. The same minute again replaces them.</summary>
    Task SaveSamplesAsync(IReadOnlyList<ModemSample> samples);

    /// <summary>Samples, oldest first within each modem. Minutes without a sample are left out.</summary>
    Task<IReadOnlyList<ModemSample>> ListSamplesAsync(SampleQuery query);

    /// <summary>Deletes what is older than the settings say, a few hundred rows to a transaction, so that nobody waits for it. Messages
    /// that wait for
    /// something, that nobody has read, or that lie on a SIM stay.</summary>
    Task<RetentionReport> RemoveOldAsync(Retention retention, CancellationToken cancellationToken = default);
}
