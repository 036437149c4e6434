using System.Globalization;
using Xunit.Abstractions;

namespace ModemActors.Scenarios.Proof;

/// <summary>
/// Never lost, never doubled in silence: chance does what it likes, then the air's record, the SIMs and the store are compared. The seed is printed;
/// <c>MODEMACTORS_PROOF_SEED</c> sets it, <c>MODEMACTORS_PROOF_MINUTES=60</c> rages for an hour,
/// and <c>MODEMACTORS_PROOF_LOG=FILE</c> tells how it stands.
/// </summary>
public sealed class ProofScenario(ITestOutputHelper output)
{
    private static readonly TimeSpan s_episode = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Whatever_happens_nothing_is_lost_nothing_is_doubled_in_silence_and_every_state_is_true()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MODEMACTORS_PROOF_SEED"), out var chosen) ? chosen : Random.Shared.Next();
        var time = double.TryParse(Environment.GetEnvironmentVariable("MODEMACTORS_PROOF_MINUTES"), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(20);
        Tell($"MODEMACTORS_PROOF_SEED={seed}");

        await using var run = await ProofRun.StartAsync(seed);
        for (var passed = TimeSpan.Zero; passed < time; passed += s_episode)
        {
            await run.RageAsync(time - passed < s_episode ? time - passed : s_episode);
            await run.SettleAsync();
            var faults = ProofVerdict.Find(run);
            Tell(run.Summary);
            Assert.True(faults.Count == 0, $"seed {seed}:\n{string.Join('\n', faults)}\n{run.Story}");
        }
    }

    /// <summary>An hour is long: the summary of each episode can be read while the next one runs.</summary>
    private void Tell(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MODEMACTORS_PROOF_LOG") is { Length: > 0 } log)
            File.AppendAllText(log, $"{DateTime.UtcNow:HH:mm:ss} {line}{Environment.NewLine}");
    }
}
