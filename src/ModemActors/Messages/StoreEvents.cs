namespace ModemActors.Messages;

/// <summary>A copy of the store was made.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Took">How long it took.</param>
public sealed record BackupMade(string File, long Bytes, TimeSpan Took) : IModemActorsEvent
{
    public string Name => "backup.made";
}

/// <summary>A copy of the store could not be made, or the command after it failed.</summary>
/// <param name="Reason">Why, one sentence.</param>
public sealed record BackupFailed(string Reason) : IModemActorsEvent
{
    public string Name => "backup.failed";
}
