namespace ModemActors.Ports.Tests;

internal static class Deadline
{
    /// <summary>Generous; a spec that passes never comes near it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static CancellationToken Token => new CancellationTokenSource(Limit).Token;
}
