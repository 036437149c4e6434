using FsCheck;
using FsCheck.Fluent;
using ModemActors.Health;
using ModemActors.Messages;

namespace ModemActors.Tests.Health;

public sealed class RecoveryLadderSpecs
{
    private readonly LadderRun _run = new();

    [Fact]
    public void A_silent_modem_is_reset_from_the_softest_to_the_hardest_each_with_time_to_prove_itself()
    {
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromSeconds(150));

        Assert.Equal(LadderRun.All, _run.Levels);
        Assert.Equal([5, 15, 25, 70, 115], _run.Climbs.Select(climb => climb.At.TotalSeconds));
        Assert.Equal(ModemVerdict.Recovering, _run.Verdict);
    }

    [Fact]
    public void What_passes_by_itself_within_the_patience_is_left_alone()
    {
        _run.Sick(Symptom.Unregistered, patience: 180);
        _run.Pass(TimeSpan.FromSeconds(179));
        Assert.Equal(ModemVerdict.Degraded, _run.Verdict);
        _run.Well();

        Assert.Equal(ModemVerdict.Ok, _run.Verdict);
        Assert.Empty(_run.Climbs);
        Assert.Empty(_run.Recoveries);
    }

    [Theory]
    [InlineData(Symptom.Wedged, ResetLevel.Usb)]
    [InlineData(Symptom.PortGone, ResetLevel.Usb)]
    [InlineData(Symptom.Unregistered, ResetLevel.Radio)]
    [InlineData(Symptom.SimTrouble, ResetLevel.Radio)]
    [InlineData(Symptom.Stuck, ResetLevel.Radio)]
    [InlineData(Symptom.Silent, ResetLevel.Reopen)]
    internal void The_cheapest_rung_that_can_help_goes_first(Symptom symptom, ResetLevel first)
    {
        _run.Sick(symptom);
        _run.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(first, Assert.Single(_run.Climbs).Level);
    }

    [Fact]
    public void A_wedged_modem_without_a_USB_identity_is_reopened_at_growing_distance()
    {
        _run.Possible = [ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem];
        _run.Sick(Symptom.Wedged, patience: 0);
        _run.Pass(TimeSpan.FromMinutes(10));

        Assert.All(_run.Levels, level => Assert.Equal(ResetLevel.Reopen, level));
        var distances = _run.Climbs.Zip(_run.Climbs.Skip(1), (a, b) => b.At - a.At).ToArray();
        Assert.Equal([10, 20, 40], distances.Select(distance => distance.TotalSeconds));
    }

    [Theory]
    [InlineData(Symptom.PortHeld)]
    [InlineData(Symptom.NeedsPerson)]
    [InlineData(Symptom.NoSignal)]
    internal void Where_no_reset_can_help_none_is_made(Symptom symptom)
    {
        _run.Sick(symptom, patience: 0);
        _run.Pass(TimeSpan.FromHours(2));

        Assert.Empty(_run.Climbs);
        Assert.Empty(_run.Quarantines);
        Assert.Equal(ModemVerdict.Degraded, _run.Verdict);
    }

    [Fact]
    public void Only_rungs_that_are_configured_are_climbed()
    {
        var run = new LadderRun([ResetLevel.Reopen, ResetLevel.Power]);
        run.Sick(Symptom.Silent);
        run.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Power], run.Levels.Distinct());
    }

    [Fact]
    public void An_empty_ladder_climbs_nothing()
    {
        var run = new LadderRun([]);
        run.Sick(Symptom.Silent);
        run.Pass(TimeSpan.FromHours(1));

        Assert.Empty(run.Climbs);
        Assert.Equal(ModemVerdict.Degraded, run.Verdict);
    }

    [Fact]
    public void A_rung_that_cannot_be_climbed_is_not_waited_for()
    {
        _run.Succeeds = level => level is not (ResetLevel.Radio or ResetLevel.Modem);
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromSeconds(15));

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb], _run.Levels);
        Assert.Equal(15, _run.Climbs[^1].At.TotalSeconds);
    }

    [Fact]
    public void A_reset_that_helps_ends_the_climb_and_tells_which_it_was_and_how_long_it_took()
    {
        _run.Brings = level =>
        {
            if (level == ResetLevel.Modem)
                _run.Well();
        };
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromMinutes(3));

        var recovered = Assert.Single(_run.Recoveries);
        Assert.Equal((ResetLevel.Modem, TimeSpan.FromSeconds(25)), (recovered.By!.Value, recovered.Took));
        Assert.Equal(ModemVerdict.Ok, _run.Verdict);
        Assert.Equal(3, _run.Climbs.Count);
    }

    [Fact]
    public void A_modem_that_was_well_for_a_moment_only_is_not_begun_with_from_the_bottom()
    {
        _run.Brings = level =>
        {
            if (level == ResetLevel.Modem)
                _run.Well();
        };
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromMinutes(3));
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Modem], _run.Levels);
    }

    [Fact]
    public void After_a_time_without_trouble_the_ladder_is_begun_anew()
    {
        _run.Brings = level =>
        {
            if (level == ResetLevel.Modem)
                _run.Well();
        };
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromMinutes(1) + RecoveryLadder.Stable);
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(ResetLevel.Reopen, _run.Levels.Last());
    }

    [Fact]
    public void What_helps_for_two_minutes_only_is_followed_by_what_may_help_for_good()
    {
        _run.Brings = _ => _run.Well();
        for (var hang = 0; hang < 4; hang++)
        {
            _run.Sick(Symptom.Silent);
            _run.Pass(TimeSpan.FromMinutes(2));
        }

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Reopen, ResetLevel.Reopen, ResetLevel.Radio], _run.Levels);
    }

    [Fact]
    public void Another_kind_of_trouble_is_begun_with_at_its_own_cheapest_remedy()
    {
        _run.Brings = level =>
        {
            if (level == ResetLevel.Modem)
                _run.Sick(Symptom.Unregistered, patience: 180);
        };
        _run.Sick(Symptom.Silent);
        _run.Pass(TimeSpan.FromMinutes(4));

        Assert.Equal([ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Radio], _run.Levels);
    }

    [Fact]
    public void Beyond_the_budget_the_modem_is_quarantined_and_a_person_called()
    {
        _run.Sick(Symptom.Unregistered);
        _run.Pass(TimeSpan.FromMinutes(59));

        var quarantine = Assert.Single(_run.Quarantines);
        Assert.Equal(6, _run.Climbs.Count);
        Assert.Equal(ModemVerdict.Quarantined, _run.Verdict);
        Assert.Contains("it is Unregistered", quarantine.Reason, StringComparison.Ordinal);
        Assert.Contains("radio 2×", quarantine.Reason, StringComparison.Ordinal);
        Assert.InRange(quarantine.Until, _run.Now, _run.Now + TimeSpan.FromHours(1));
    }

    [Fact]
    public void Parole_comes_at_growing_distance_and_climbs_the_ladder_once()
    {
        _run.Sick(Symptom.Unregistered);
        _run.Pass(TimeSpan.FromHours(5));

        Assert.Equal(3, _run.Quarantines.Count);
        var first = _run.Quarantines[1].Until - _run.Quarantines[0].Until;
        var second = _run.Quarantines[2].Until - _run.Quarantines[1].Until;
        Assert.InRange(first, TimeSpan.FromHours(2), TimeSpan.FromHours(2.5));
        Assert.InRange(second, TimeSpan.FromHours(3), TimeSpan.FromHours(4.5));
        Assert.InRange(_run.Climbs.Count, 6 + 4 + 4, 6 + 5 + 5);
    }

    [Fact]
    public void A_quarantined_modem_that_comes_back_by_itself_is_well_at_once()
    {
        _run.Sick(Symptom.Unregistered);
        _run.Pass(TimeSpan.FromMinutes(59));
        _run.Well();

        Assert.Equal(ModemVerdict.Ok, _run.Verdict);
        Assert.Single(_run.Recoveries);
    }

    [Fact]
    public void Reopening_that_never_helps_is_given_up_after_some_rounds()
    {
        var run = new LadderRun([ResetLevel.Reopen]);
        run.Sick(Symptom.Silent);
        run.Pass(TimeSpan.FromMinutes(30));

        Assert.Equal(4, run.Climbs.Count);
        Assert.Single(run.Quarantines);
    }

    [Fact]
    public void Resets_of_an_earlier_life_of_the_program_count_in_the_budget()
    {
        for (var i = 0; i < 6; i++)
            _run.Ladder.Remember(ResetLevel.Modem, _run.Now - TimeSpan.FromMinutes(i));
        _run.Sick(Symptom.Unregistered);
        _run.Pass(TimeSpan.FromMinutes(1));

        Assert.Empty(_run.Climbs);
        Assert.Single(_run.Quarantines);
    }

    [Fact]
    public void A_reset_that_does_not_end_is_given_up()
    {
        var ladder = new RecoveryLadder(LadderRun.All, 6);
        var (now, sick) = (_run.Now, new Finding(Symptom.Silent, "it is silent", _run.Now, TimeSpan.Zero));
        ladder.Begun(ResetLevel.Modem, true, now);

        Assert.IsType<LadderMove.Wait>(ladder.Next(sick, LadderRun.All, now + TimeSpan.FromMinutes(2)));
        Assert.Equal(ResetLevel.Usb, Assert.IsType<LadderMove.Climb>(ladder.Next(sick, LadderRun.All, now + RecoveryLadder.LongestReset)).Level);
    }

    /// <summary>Whatever is heard of a modem, however its resets go: in no hour are there more of them than the budget allows, and none without a distance.</summary>
    [Fact]
    public void Resets_are_bounded_whatever_happens()
    {
        var symptom = Gen.Elements(Enum.GetValues<Symptom>().Cast<Symptom?>().Append(null).Append(null).ToArray());
        var step = symptom.SelectMany(what => Gen.Elements(1, 5, 20, 90, 400, 2000).SelectMany(seconds => Gen.Elements(true, true, false).SelectMany(
            succeeds => Gen.Elements(true, false).Select(helps => (what, seconds, succeeds, helps)))));
        var history = step.ListOf(60).SelectMany(steps => Gen.Choose(1, 12).Select(budget => (steps, budget))).ToArbitrary();
        Prop.ForAll(history, life => Live([.. life.steps], life.budget)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void Live((Symptom? What, int Seconds, bool Succeeds, bool Helps)[] steps, int budget)
    {
        var run = new LadderRun(LadderRun.All, budget);
        foreach (var (what, seconds, succeeds, helps) in steps)
        {
            run.Succeeds = _ => succeeds;
            run.Brings = _ =>
            {
                if (helps)
                    run.Well();
            };
            if (what is { } symptom)
                run.Sick(symptom);
            else
                run.Well();
            run.Pass(TimeSpan.FromSeconds(seconds));
        }

        foreach (var (_, begin) in run.Climbs)
        {
            var hour = run.Climbs.Where(climb => climb.At >= begin && climb.At < begin + TimeSpan.FromHours(1)).ToArray();
            Assert.True(hour.Count(climb => climb.Level > ResetLevel.Reopen) <= budget, "too many resets in an hour");
            Assert.True(hour.Count(climb => climb.Level <= ResetLevel.Reopen) <= RecoveryLadder.ReopeningsPerHour, "too many reopenings in an hour");
        }

        foreach (var level in run.Climbs.GroupBy(climb => climb.Level))
            Assert.All(level.Zip(level.Skip(1), (a, b) => b.At - a.At), distance => Assert.True(distance >= TimeSpan.FromSeconds(10), "the same reset twice without a distance"));
    }
}
