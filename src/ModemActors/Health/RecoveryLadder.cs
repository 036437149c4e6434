using ModemActors.Messages;

namespace ModemActors.Health;

/// <summary>
/// Decides which reset comes next, and when: the cheapest that can help first, each with time to prove itself, repeated at growing distance, within a budget per hour.
/// A modem that was well for a while only is not begun with from the bottom again. No clock, no actor.
/// </summary>
/// <param name="configured">The rungs that may be climbed.</param>
/// <param name="resetsPerHour">The budget for everything harder than reopening the port, 1 or more.</param>
internal sealed class RecoveryLadder(IReadOnlyCollection<ResetLevel> configured, int resetsPerHour)
{
    /// <summary>Reopening costs next to nothing, and is bounded all the same.</summary>
    public const int ReopeningsPerHour = 60;

    /// <summary>After so much time without trouble the trouble is over.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromMinutes(5);

    /// <summary>How long a reset may take before it counts as one that did not help.</summary>
    public static readonly TimeSpan LongestReset = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_parole = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_longestParole = TimeSpan.FromHours(12);

    /// <summary>So often the whole ladder is climbed in vain before it is given up.</summary>
    private const int MostPasses = 4;

    /// <summary>So often a rung that helps for a while only is tried again before the next one is.</summary>
    private const int MostHelps = 3;

    private readonly List<(ResetLevel Level, DateTimeOffset At)> _spent = [];
    private readonly Dictionary<ResetLevel, (int Times, DateTimeOffset Last)> _climbs = [];
    private readonly HashSet<ResetLevel> _impossible = [];
    private DateTimeOffset? _since;
    private DateTimeOffset? _wellSince;
    private DateTimeOffset? _quarantinedUntil;
    private DateTimeOffset _provesUntil;
    private DateTimeOffset _runningSince;
    private ResetLevel? _running;
    private ResetLevel? _position;
    private ResetLevel? _last;
    private bool _lastWasOfLine;
    private int _passes;
    private int _quarantines;

    /// <summary>How the modem does.</summary>
    public ModemVerdict Verdict { get; private set; }

    /// <summary>True while a reset is under way.</summary>
    public bool IsClimbing => _running is not null;

    /// <summary>True while what the modem does may be our own doing.</summary>
    public bool IsProving(DateTimeOffset now) => IsClimbing || now < _provesUntil;

    /// <summary>A reset that was made earlier, by whomever, counts in the budget.</summary>
    public void Remember(ResetLevel level, DateTimeOffset at) => _spent.Add((level, at));

    /// <summary>What is to be done. Asked whenever something was heard, and at the time that it said last.</summary>
    /// <param name="finding">What is wrong; null = nothing.</param>
    /// <param name="possible">The resets that can be made of this modem.</param>
    /// <param name="now">The time; never goes back.</param>
    public LadderMove Next(Finding? finding, IReadOnlyCollection<ResetLevel> possible, DateTimeOffset now)
    {
        if (_running is not null && now - _runningSince >= LongestReset)
            Ended(true, false, now);
        if (finding is null)
            return OnWell(now);
        OnTrouble(finding);
        var rungs = Rungs.Against(finding.Symptom, possible.Contains(ResetLevel.Usb)).Where(configured.Contains).Where(possible.Contains).ToArray();
        if (_running is not null)
            return Recovering(_runningSince + LongestReset);
        if (rungs.Length == 0)
        {
            Verdict = ModemVerdict.Degraded;
            return new LadderMove.Rest();
        }

        if (_quarantinedUntil is { } until)
        {
            if (now < until)
                return new LadderMove.Wait(until);
            // parole: once up the whole ladder
            (_quarantinedUntil, _position, _passes) = (null, null, MostPasses - 1);
            _impossible.Clear();
        }

        var patientUntil = finding.Since + finding.Patience;
        if (now < patientUntil && _climbs.Count == 0)
        {
            Verdict = ModemVerdict.Degraded;
            return new LadderMove.Wait(patientUntil);
        }

        var waitUntil = Later(patientUntil, _provesUntil);
        return now < waitUntil ? Recovering(waitUntil) : ClimbNext(finding, rungs, now);
    }

    /// <summary>A reset is made now, whoever wanted it.</summary>
    public void Begun(ResetLevel level, bool isOfLine, DateTimeOffset now)
    {
        _since ??= now;
        (_running, _runningSince, _position, _last, _lastWasOfLine) = (level, now, level, level, isOfLine);
        _climbs[level] = (_climbs.GetValueOrDefault(level).Times + 1, now);
        _spent.Add((level, now));
    }

    /// <summary>The reset is over.</summary>
    /// <param name="isDone">False: it could not be made.</param>
    /// <param name="mayProve">False: it need not be waited for what it brings.</param>
    /// <param name="now">The time.</param>
    public void Ended(bool isDone, bool mayProve, DateTimeOffset now)
    {
        if (_running is not { } level)
            return;
        _running = null;
        if (!isDone)
            _impossible.Add(level);
        _provesUntil = isDone && mayProve ? now + Rungs.ProofOf(level, _lastWasOfLine) : now;
    }

    private LadderMove OnWell(DateTimeOffset now)
    {
        if (_since is not { } since)
            return new LadderMove.Rest();
        if (_running is not null)
            return new LadderMove.Wait(_runningSince + LongestReset);
        var isNews = _wellSince is null && Verdict is ModemVerdict.Recovering or ModemVerdict.Quarantined;
        _wellSince ??= now;
        (Verdict, _quarantinedUntil) = (ModemVerdict.Ok, null);
        if (isNews)
            return new LadderMove.Recovered(_last, now - since);
        var stableAt = _wellSince.Value + Stable;
        if (now < stableAt)
            return new LadderMove.Wait(stableAt);
        Forget();
        return new LadderMove.Rest();
    }

    private void OnTrouble(Finding finding)
    {
        if (_since is null)
            _since = finding.Since;
        if (_wellSince is null)
            return;
        // It did not last: what helped is tried again, but not for ever.
        (_wellSince, _passes, _since) = (null, 0, finding.Since);
        if (_last is { } last && _climbs.GetValueOrDefault(last).Times < MostHelps)
            _position = last - 1;
    }

    private LadderMove ClimbNext(Finding finding, ResetLevel[] rungs, DateTimeOffset now)
    {
        // another kind of trouble has its own cheapest remedy
        if (_last is not null && _lastWasOfLine != finding.IsOfLine)
            (_position, _lastWasOfLine) = (null, finding.IsOfLine);
        while (true)
        {
            var open = rungs.Where(level => !_impossible.Contains(level) && HasBudget(level, now)).ToArray();
            if (open.Length == 0)
                return Quarantine(finding, now);
            var above = open.Where(level => _position is null || level > _position).ToArray();
            if (above.Length > 0)
                return Climb(above[0], finding, now);
            if (++_passes >= MostPasses)
                return Quarantine(finding, now);
            _position = null;
            _impossible.Clear();
        }
    }

    private LadderMove Climb(ResetLevel level, Finding finding, DateTimeOffset now)
    {
        if (_climbs.TryGetValue(level, out var climbed) && climbed.Last + Rungs.DistanceAfter(level, climbed.Times) is var notBefore && now < notBefore)
            return Recovering(notBefore);
        Verdict = ModemVerdict.Recovering;
        return new LadderMove.Climb(level, finding.Evidence);
    }

    private LadderMove.Quarantine Quarantine(Finding finding, DateTimeOffset now)
    {
        var distance = s_parole * Math.Pow(2, Math.Min(_quarantines++, 10));
        _quarantinedUntil = now + (distance < s_longestParole ? distance : s_longestParole);
        Verdict = ModemVerdict.Quarantined;
        var tried = _climbs.Count == 0 ? "nothing could be tried" : $"tried in vain: {string.Join(", ", _climbs.OrderBy(climb => climb.Key).Select(climb => $"{climb.Key.Word()} {climb.Value.Times}×"))}";
        return new LadderMove.Quarantine($"{finding.Evidence}; {tried}", _quarantinedUntil.Value);
    }

    private LadderMove.Wait Recovering(DateTimeOffset until)
    {
        Verdict = ModemVerdict.Recovering;
        return new LadderMove.Wait(until);
    }

    private bool HasBudget(ResetLevel level, DateTimeOffset now)
    {
        _spent.RemoveAll(spent => now - spent.At >= TimeSpan.FromHours(1));
        return level <= ResetLevel.Reopen
            ? _spent.Count(spent => spent.Level <= ResetLevel.Reopen) < ReopeningsPerHour
            : _spent.Count(spent => spent.Level > ResetLevel.Reopen) < resetsPerHour;
    }

    private void Forget()
    {
        (_since, _wellSince, _position, _last, _passes, _quarantines) = (null, null, null, null, 0, 0);
        _climbs.Clear();
        _impossible.Clear();
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
