using ModemActors.Health;
using ModemActors.Messages;

namespace ModemActors.Tests.Health;

/// <summary>A ladder in a time of its own: asked again whenever it wants to be, and everything that it does is on record.</summary>
internal sealed class LadderRun
{
    public static readonly ResetLevel[] All = [ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb, ResetLevel.Power];

    private readonly RecoveryLadder _ladder;
    private readonly DateTimeOffset _begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public LadderRun(IReadOnlyCollection<ResetLevel>? configured = null, int resetsPerHour = 6)
    {
        _ladder = new RecoveryLadder(configured ?? All, resetsPerHour);
        Now = _begin;
    }

    public DateTimeOffset Now { get; private set; }

    public RecoveryLadder Ladder => _ladder;

    /// <summary>What can be made of this modem.</summary>
    public ResetLevel[] Possible { get; set; } = All;

    /// <summary>What is wrong now; null = nothing.</summary>
    public Finding? Finding { get; private set; }

    /// <summary>Whether a reset can be made when it is climbed.</summary>
    public Func<ResetLevel, bool> Succeeds { get; set; } = _ => true;

    /// <summary>Called after each reset: what it brings.</summary>
    public Action<ResetLevel> Brings { get; set; } = _ => { };

    public List<(ResetLevel Level, TimeSpan At)> Climbs { get; } = [];

    public List<LadderMove.Quarantine> Quarantines { get; } = [];

    public List<LadderMove.Recovered> Recoveries { get; } = [];

    public ModemVerdict Verdict => _ladder.Verdict;

    public IEnumerable<ResetLevel> Levels => Climbs.Select(climb => climb.Level);

    public void Sick(Symptom symptom, double patience = 5)
    {
        if (Finding?.Symptom != symptom)
            Finding = new Finding(symptom, $"it is {symptom}", Now, TimeSpan.FromSeconds(patience));
        Turn();
    }

    public void Well()
    {
        Finding = null;
        Turn();
    }

    /// <summary>Lets time pass, a second at most at a time.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Now += TimeSpan.FromSeconds(Math.Min(1, (end - Now).TotalSeconds));
            Turn();
        }
    }

    private void Turn()
    {
        for (var turns = 0; ; turns++)
        {
            Assert.True(turns < 100, "the ladder acts without end while no time passes");
            switch (_ladder.Next(Finding, Possible, Now))
            {
                case LadderMove.Climb climb:
                    Climbs.Add((climb.Level, Now - _begin));
                    _ladder.Begun(climb.Level, Finding!.IsOfLine, Now);
                    _ladder.Ended(Succeeds(climb.Level), true, Now);
                    Brings(climb.Level);
                    continue;
                case LadderMove.Quarantine quarantine:
                    Quarantines.Add(quarantine);
                    continue;
                case LadderMove.Recovered recovered:
                    Recoveries.Add(recovered);
                    continue;
                case LadderMove.Wait wait:
                    Assert.True(wait.Until > Now, "the ladder waits for a time that is over");
                    return;
                default:
                    return;
            }
        }
    }
}
