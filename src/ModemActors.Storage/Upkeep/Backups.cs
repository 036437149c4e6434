namespace ModemActors.Storage;

/// <summary>How far a long work on a store is.</summary>
/// <param name="Step">What is being done: <c>copying</c>, <c>checking</c> or <c>writing to disk</c>.</param>
/// <param name="Done">Pages done of <paramref name="Total"/>.</param>
/// <param name="Total">Pages in all; 0 = not known for this step.</param>
public sealed record StoreProgress(string Step, long Done, long Total);

/// <summary>A copy that is whole and on the disk.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Messages">Messages in it.</param>
/// <param name="Schema">Its schema version.</param>
/// <param name="Took">How long it took.</param>
public sealed record BackupReport(string File, long Bytes, long Messages, long Schema, TimeSpan Took);

/// <summary>A copy on record.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="File">Its full path; null if there is none.</param>
/// <param name="Bytes">Its size; null if there is none.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Error">Why it failed; null = it went well.</param>
public sealed record BackupRecord(DateTimeOffset At, string? File, long? Bytes, TimeSpan Took, string? Error)
{
    /// <summary>The node that made it; empty = this store's node.</summary>
    public string Node { get; init; } = "";
}
