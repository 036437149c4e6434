using System.Globalization;
using System.Text;

namespace ModemActors.Simulator;

/// <summary>What goes wrong with one modem: rules that wait for their moment, and effects that are armed for the next turn of their kind.</summary>
public sealed class SimulatedFaults
{
    private static readonly TimeSpan ReopenWatch = TimeSpan.FromMilliseconds(50);

    private readonly SimulatedModem _modem;
    private readonly Delays _delays;
    private readonly List<FaultRule> _rules = [];
    private readonly List<Armed> _armed = [];
    private readonly Dictionary<FaultTrigger, long> _commandsSeen = new(ReferenceEqualityComparer.Instance);
    private readonly long[] _counts = new long[Enum.GetValues<FaultEvent>().Length];
    private readonly List<byte> _unheard = [];
    private Random _random = new(1);
    private long _bytes;
    private ResetLevel? _hangEndsWith;
    private TaskCompletionSource? _wedge;
    private bool _answersLate;
    private bool _radioIsOff;
    private readonly StringBuilder _overheard = new();
    private IDisposable? _hangLimit;

    internal SimulatedFaults(SimulatedModem modem, Delays delays)
    {
        (_modem, _delays) = (modem, delays);
    }

    /// <summary>Whether it hangs now.</summary>
    public bool IsHung => _modem.Ask(() => Hangs);

    /// <summary>Whether it takes no bytes now.</summary>
    public bool IsWedged => WedgeEnds is not null;

    /// <summary>Arms an effect for the next <paramref name="times"/> turns of its kind; one that is done to the modem itself is done at once.</summary>
    public void Arm(FaultEffect effect, int times = 1) => Add(new FaultRule(new FaultTrigger.Now(), effect, times));

    /// <summary>Adds a rule. Counts of events go on from the modem's first.</summary>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _modem.Post(() =>
        {
            switch (rule.Trigger)
            {
                case FaultTrigger.Now:
                    Fire(rule);
                    break;
                case FaultTrigger.After after:
                    FireAfter(rule, after);
                    break;
                default:
                    _rules.Add(rule);
                    break;
            }
        });
    }

    /// <summary>Chance begins anew: the same seed, the same faults.</summary>
    public void Seed(int seed) => _modem.Post(() => _random = new Random(seed));

    /// <summary>Takes back every rule and effect, and ends a hang.</summary>
    public void Clear() => _modem.Post(() =>
    {
        _delays.Clear();
        _rules.Clear();
        _armed.Clear();
        EndHang();
        EndWedge();
    });

    internal bool Hangs => _hangEndsWith is not null;

    internal void Hang(TimeSpan? span, ResetLevel endsWith, bool answersLate)
    {
        EndHang();
        (_hangEndsWith, _answersLate, _radioIsOff) = (endsWith, answersLate, false);
        _overheard.Clear();
        if (span is { } limit) _hangLimit = _delays.After(limit, EndHang);
        if (endsWith == ResetLevel.Reopen) WatchForReopening(wasClosed: false);
    }

    /// <summary>Done when it takes bytes again; null: it takes them.</summary>
    internal Task? WedgeEnds => Volatile.Read(ref _wedge)?.Task;

    internal void Wedge(TimeSpan? span)
    {
        EndWedge();
        Volatile.Write(ref _wedge, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (span is { } limit) _delays.After(limit, EndWedge);
    }

    private void EndWedge()
    {
        var wedge = Volatile.Read(ref _wedge);
        Volatile.Write(ref _wedge, null);
        wedge?.TrySetResult();
    }

    internal void GoneFor(TimeSpan? span, Action loss)
    {
        loss();
        if (span is { } limit) _delays.After(limit, _modem.Plug);
    }

    internal void Flood(string line, int count, TimeSpan interval)
    {
        if (count <= 0) return;
        _modem.Terminal.Unsolicited(line);
        _delays.After(interval, () => Flood(line, count - 1, interval));
    }

    /// <summary>Whether a hanging modem takes the bytes away.</summary>
    internal bool Swallows(ReadOnlySpan<byte> bytes)
    {
        if (!Hangs) return false;
        if (_answersLate) _unheard.AddRange(bytes);
        if (_hangEndsWith is ResetLevel.Radio or ResetLevel.Modem) Overhear(bytes);
        return true;
    }

    // What such a reset by command would heal, that command does: the firmware hears what it cannot answer.
    private void Overhear(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b != '\r')
            {
                _overheard.Append((char)b);
                continue;
            }
            var line = _overheard.ToString();
            _overheard.Clear();
            if (line.EndsWith("AT+CFUN=1,1", StringComparison.OrdinalIgnoreCase) || line.EndsWith("AT^RESET", StringComparison.OrdinalIgnoreCase)) _modem.Post(() => _modem.Restart(ResetLevel.Modem));
            else if (line.EndsWith("AT+CFUN=1", StringComparison.OrdinalIgnoreCase) && _radioIsOff) _modem.Post(() => Cure(ResetLevel.Radio));
            else _radioIsOff |= line.EndsWith("AT+CFUN=0", StringComparison.OrdinalIgnoreCase) || line.EndsWith("AT+CFUN=4", StringComparison.OrdinalIgnoreCase);
        }
    }

    internal void Cure(ResetLevel level)
    {
        _armed.RemoveAll(armed => armed.Until <= level);
        if (level >= ResetLevel.Usb) EndWedge();
        if (_hangEndsWith <= level)
        {
            _unheard.Clear();
            EndHang();
        }
    }

    internal Outcome OnCommand(CommandCall call, Func<Outcome> run)
    {
        var number = Happen(FaultEvent.Command, call.Text);
        if (Hangs) return Outcome.Silence;
        var turn = new CommandTurn(call.Text, number);
        Touch(effect => effect.CommandEffect, turn);
        if (turn.Answer is { } answer) return AfterDelay(turn, () => Outcome.Verbatim(answer));
        if (!turn.AnswerIsLost) return AfterDelay(turn, run);
        return AfterDelay(turn, () =>
        {
            run();
            return Outcome.Silence;
        });
    }

    internal string OnPrompt(string prompt)
    {
        Happen(FaultEvent.Prompt, "");
        var turn = new PromptTurn(prompt);
        Touch(effect => effect.PromptEffect, turn);
        return turn.Prompt;
    }

    internal SendTurn OnSend(SubmitFrame submit)
    {
        var turn = new SendTurn(Happen(FaultEvent.Send, ""), submit.Destination.Text, submit.UserData.Text);
        Touch(effect => effect.SendEffect, turn);
        return turn;
    }

    /// <summary>The lines that tell of a stored message.</summary>
    internal IEnumerable<string> OnNotification(NotificationTurn turn)
    {
        Happen(FaultEvent.Message, "");
        Touch(effect => effect.NotificationEffect, turn);
        var memory = turn.Memory is null ? "" : $"\"{turn.Memory}\",";
        return Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"{turn.Code}: {memory}{turn.Index}"), turn.Times);
    }

    internal ReadOnlySpan<byte> OnOutput(ReadOnlySpan<byte> bytes)
    {
        var first = _bytes + 1;
        _bytes += bytes.Length;
        if (_armed.Count == 0 && _rules.Count == 0) return bytes;
        var changed = new List<byte>(bytes.Length);
        changed.AddRange(bytes);

        // From behind, so that what one inserts or drops moves no other's place.
        foreach (var rule in RulesAtBytes(first, _bytes))
        {
            _rules.Remove(rule);
            var place = (int)(((FaultTrigger.AtByte)rule.Trigger).Number - first);
            if (rule.Effect.OutputEffect is { } effect) effect(new OutputTurn(changed, place));
            else Interrupt(rule, changed, place);
        }
        Touch(effect => effect.OutputEffect, new OutputTurn(changed, 0));
        return changed.ToArray();
    }

    private FaultRule[] RulesAtBytes(long first, long last) =>
    [
        .. _rules.Where(rule => rule.Trigger is FaultTrigger.AtByte at && at.Number >= first && at.Number <= last)
            .OrderByDescending(rule => ((FaultTrigger.AtByte)rule.Trigger).Number),
    ];

    // What comes before the byte is out when it happens; what comes behind leaves only if the modem can still speak.
    private void Interrupt(FaultRule rule, List<byte> bytes, int place)
    {
        _modem.Output.WriteUnchanged([.. bytes[..place]]);
        bytes.RemoveRange(0, place);
        Fire(rule);
        if (_modem.IsSilent) bytes.Clear();
    }

    private static Outcome AfterDelay(CommandTurn turn, Func<Outcome> then) => turn.Delay > TimeSpan.Zero ? Outcome.After(turn.Delay, then) : then();

    private void FireAfter(FaultRule rule, FaultTrigger.After after) => _delays.After(after.Span, () =>
    {
        if (after.Repeats) FireAfter(rule, after);
        Fire(rule);
    });

    private void Fire(FaultRule rule)
    {
        if (rule.Effect.ModemEffect is { } effect) effect(_modem);
        else _armed.Add(new Armed(rule.Effect, rule.Times, rule.Until));
    }

    private long Happen(FaultEvent what, string text)
    {
        var number = ++_counts[(int)what];
        foreach (var rule in _rules.ToArray())
            if (IsDue(rule.Trigger, what, number, text)) Fire(rule);
        return number;
    }

    private bool IsDue(FaultTrigger trigger, FaultEvent what, long number, string text)
    {
        switch (trigger)
        {
            case FaultTrigger.At at:
                return at.Event == what && (at.Onward ? number >= at.Number : number == at.Number);
            case FaultTrigger.Every every:
                return every.Event == what && number % every.Interval == 0;
            case FaultTrigger.Sometimes sometimes:
                return sometimes.Event == what && _random.NextDouble() < sometimes.Chance;
            case FaultTrigger.AtCommand command when what == FaultEvent.Command && text.StartsWith(command.Prefix, StringComparison.OrdinalIgnoreCase):
                _commandsSeen[command] = _commandsSeen.GetValueOrDefault(command) + 1;
                return command.Number is null || command.Number == _commandsSeen[command];
            default:
                return false;
        }
    }

    private void Touch<T>(Func<FaultEffect, Action<T>?> select, T turn)
    {
        foreach (var armed in _armed.ToArray())
        {
            if (select(armed.Effect) is not { } effect) continue;
            effect(turn);
            if (armed.Use()) _armed.Remove(armed);
        }
    }

    // A pseudo-terminal doesn't say when a program opens it.
    private void WatchForReopening(bool wasClosed)
    {
        var isOpen = _modem.Output.Host is { IsOpen: true };
        if (wasClosed && isOpen) Cure(ResetLevel.Reopen);
        else if (_hangEndsWith == ResetLevel.Reopen) _delays.After(ReopenWatch, () => WatchForReopening(!isOpen));
    }

    private void EndHang()
    {
        if (!Hangs) return;
        _hangEndsWith = null;
        _hangLimit?.Dispose();
        byte[] late = [.. _unheard];
        _unheard.Clear();
        if (late.Length > 0) _modem.Terminal.Receive(late);
        _modem.NoticeRoom();
    }

    private sealed class Armed(FaultEffect effect, int? times, ResetLevel? until)
    {
        private int? _left = times;

        public FaultEffect Effect { get; } = effect;

        public ResetLevel? Until { get; } = until;

        /// <summary>Uses it once; true: it is used up.</summary>
        public bool Use() => --_left == 0;
    }
}
