namespace ModemActors.Service.Tests;

/// <summary>Waits for what must come, long enough for a busy machine, and no longer than it takes.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<Task<bool>> reached, string what)
    {
        using var overdue = new CancellationTokenSource(Generous);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await reached())
        {
            Assert.False(overdue.IsCancellationRequested, $"not within {Generous.TotalSeconds} s: {what}");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
