using System.Globalization;
using Xunit.Abstractions;

namespace ModemActors.Scenarios.Proof;

/// <summary>
/// Never lost, never doubled in silence: chance does what it likes, then the air's record, the SIMs and the store are compared. The seed is printed;
/// <c>MODEMACTORS_PROOF_SEED</c> sets it, <c>MODEMACTORS_PROOF_MINUTES=60</c> rages for an hour.
/// </summary>
public sealed class ProofScenario(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_happens_nothing_is_lost_nothing_is_doubled_in_silence_and_every_state_is_true()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MODEMACTORS_PROOF_SEED"), out var chosen) ? chosen : Random.Shared.Next();
        var time = double.TryParse(Environment.GetEnvironmentVariable("MODEMACTORS_PROOF_MINUTES"), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(20);
        output.WriteLine($"MODEMACTORS_PROOF_SEED={seed}");

        await using var run = await ProofRun.StartAsync(seed);
        await run.RageAsync(time);
        await run.SettleAsync();

        var states = run.Store.Rows("SELECT direction || ' ' || status || ' ' || count(*) FROM messages GROUP BY direction, status");
        output.WriteLine($"{run.Kills} kills, {run.Air.Record.Count} parts on air, {string.Join(", ", states.Select(row => row[0]))}");
        var faults = ProofVerdict.Find(run);
        Assert.True(faults.Count == 0, $"seed {seed}:\n{string.Join('\n', faults)}\n{run.Story}");
    }
}
