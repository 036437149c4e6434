using System.Threading.Channels;

namespace Akka.Contract.Tests.Kernel;

/// <summary>What happened, in order, told by actors and read by a spec.</summary>
public sealed class Journal
{
    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    public void Add(string entry) => _entries.Writer.TryWrite(entry);

    public async Task<string> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _entries.Reader.ReadAsync(patience.Token);
    }

    public async Task Expect(params string[] entries)
    {
        foreach (var entry in entries)
            Assert.Equal(entry, await Next());
    }

    public async Task ExpectInAnyOrder(params string[] entries)
    {
        var seen = new List<string>();
        foreach (var _ in entries)
            seen.Add(await Next());
        Assert.Equal(entries.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    /// <summary>Nothing that nobody expected has been told so far.</summary>
    public void ExpectNothing() => Assert.False(_entries.Reader.TryPeek(out var entry), entry);
}
