using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Tests.Health;

public sealed class RecoveryJournalSpecs
{
    private readonly List<RecoveryRecord> _saved = [];
    private readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_reset_is_saved_when_it_begins_and_again_with_what_became_of_it()
    {
        var journal = new RecoveryJournal("a", _saved.Add);

        journal.Begin(ResetLevel.Usb, "it is silent", _now);
        Assert.True(journal.IsOpen);
        journal.Note("reset");
        journal.End(RecoveryOutcome.InVain, _now.AddSeconds(45));

        Assert.False(journal.IsOpen);
        Assert.Equal(["begun", "begun", "in_vain"], _saved.Select(record => record.Outcome));
        Assert.Single(_saved.Select(record => record.Id).Distinct());
        Assert.Equal(("usb", "reset", TimeSpan.FromSeconds(45)), (_saved[2].Level, _saved[2].Detail, _saved[2].Took));
    }

    [Fact]
    public void The_last_ten_are_shown_newest_first()
    {
        var journal = new RecoveryJournal("a", _saved.Add);
        for (var i = 0; i < 12; i++)
        {
            journal.Begin(ResetLevel.Reopen, $"reason {i}", _now.AddSeconds(i));
            journal.End(RecoveryOutcome.Recovered, _now.AddSeconds(i));
        }

        Assert.Equal(Enumerable.Range(2, 10).Reverse().Select(i => $"reason {i}"), journal.Last.Select(recovery => recovery.Reason));
    }

    [Fact]
    public void What_an_earlier_life_of_the_program_had_begun_did_not_help()
    {
        var earlier = new RecoveryJournal("a", _saved.Add);
        earlier.Begin(ResetLevel.Radio, "it is silent", _now);
        earlier.End(RecoveryOutcome.InVain, _now);
        earlier.Begin(ResetLevel.Modem, "it is silent", _now.AddSeconds(1));

        var journal = new RecoveryJournal("a", _ => { });
        journal.Recall([_saved[2], _saved[1]]);

        Assert.Equal(
            [(ResetLevel.Modem, RecoveryOutcome.InVain), (ResetLevel.Radio, RecoveryOutcome.InVain)], journal.Last.Select(recovery => (recovery.Level, recovery.Outcome)));
        Assert.False(journal.IsOpen);
    }
}
