using System.Diagnostics;

namespace ModemActors.Scenarios.Harness;

/// <summary>Waits for something that happens in another process: generous deadline, early exit.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>Looks until <paramref name="look"/> is true.</summary>
    /// <exception cref="TimeoutException">It never was; says what was waited for and what <paramref name="instead"/> tells.</exception>
    public static async Task True(string what, Func<Task<bool>> look, Func<string>? instead = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await look())
        {
            if (clock.Elapsed > s_deadline)
                throw new TimeoutException($"{what}: not within {s_deadline.TotalSeconds} s. {instead?.Invoke()}");
            await Task.Delay(10);
        }
    }

    public static Task True(string what, Func<bool> look, Func<string>? instead = null) => True(what, () => Task.FromResult(look()), instead);
}
