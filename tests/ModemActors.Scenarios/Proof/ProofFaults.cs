using System.Collections.Concurrent;
using ModemActors.Simulator;

namespace ModemActors.Scenarios.Proof;

/// <summary>Faults of every class. What a modem lies about, and what the network loses or doubles, is remembered: nobody can be true against that.</summary>
internal sealed class ProofFaults(Random random)
{
    private static readonly Func<Random, (string Name, FaultEffect Effect)>[] s_classes =
    [
        _ => ("lose-answer", Fault.LoseAnswer()),
        random => ("late-answer", Fault.LateAnswer(Seconds(random, 0.2, 9))),
        random => ("error", Fault.Error(random.Next(4) switch { 0 => "+CMS ERROR: 38", 1 => "+CMS ERROR: 42", 2 => "+CME ERROR: 30", _ => "ERROR" })),
        _ => ("no-reference", Fault.NoReference()),
        random => ("late-on-air", Fault.LateOnAir(Seconds(random, 0.1, 3))),
        random => ("report-status", Fault.ReportStatus((byte)random.Next(0x40, 0x4A))),
        _ => ("no-prompt", Fault.NoPrompt()),
        random => ("prompt", Fault.Prompt(random.Next(4) switch { 0 => ">", 1 => "\r\n>\r\n", 2 => "\r\n+CMTI: \"SM\",1\r\n\r\n> ", _ => "\r\n^RSSI: 3\r\n> " })),
        _ => ("no-answer", Fault.NoAnswer()),
        random => ("answer", Fault.Answer(random.Next(3) switch { 0 => "ERROR", 1 => "+CME ERROR: 14", _ => "+CMS ERROR: 314" })),
        random => ("slow-command", Fault.SlowCommand(Seconds(random, 0.1, 2.5))),
        random => ("wrong-index", Fault.WrongIndex(random.Next(-1, 40))),
        random => ("wrong-memory", Fault.WrongMemory(random.Next(2) == 0 ? null : "ME")),
        random => ("notify", Fault.Notify(random.Next(2) * 2)),
        random => ("insert", Fault.Insert(random.Next(2) == 0 ? "\r\n^RSSI: 3\r\n" : "\r\n+CREG: 1\r\n")),
        random => ("drop", Fault.Drop(random.Next(1, 4))),
        random => ("garbage", Fault.Garbage(random.Next(1, 12))),
        random => ("hang", Fault.Hang(Seconds(random, 0.5, 7), random.Next(2) == 0)),
        _ => ("hang until reopened", Fault.HangUntil(ResetLevel.Reopen)),
        random => ("false error without a cause", Fault.FalseError(random.Next(3) switch { 0 => "ERROR", 1 => "+CMS ERROR: 500", _ => "+CMS ERROR: 332" })),
        _ => ("lose-on-air", Fault.LoseOnAir()),
        _ => ("double-on-air", Fault.DoubleOnAir()),
        _ => ("reboot", Fault.Reboot()),
        random => ("hang-up", Fault.HangUp(Seconds(random, 0.2, 3))),
        random => ("unplug", Fault.Unplug(Seconds(random, 0.2, 3))),
        _ => ("flood", Fault.Flood("^RSSI: 7", 60, TimeSpan.FromMilliseconds(2))),
        random => ("line-speed", Fault.LineSpeed(random.Next(2) * 38400)),
        random => ("fill-storage", Fault.FillStorage(random.Next(1, 4))),
    ];

    private static readonly ResetLevel[] s_resets = [ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb, ResetLevel.Power];

    private readonly List<(DateTimeOffset Due, SimulatedModem Modem, string Name, Action Cure)> _cures = [];
    private readonly HashSet<SimulatedModem> _stubborn = [];
    private readonly ConcurrentDictionary<string, int> _lies = [];

    /// <summary>Texts of parts that went on air while their modem said, with a cause that settles it, that they did not.</summary>
    public IReadOnlyDictionary<string, int> Lies => _lies;

    /// <summary>Arms one; returns what it was.</summary>
    public string ArmOne(SimulatedModem modem)
    {
        var (name, effect) = random.Next(s_classes.Length + 4) switch
        {
            < 2 and var kind when !modem.Slots.Any() || kind == 0 => HangUntil(modem),
            < 2 => Undeletable(modem),
            2 => ("false error", Lie(random.Next(2) == 0 ? "+CMS ERROR: 38" : "+CMS ERROR: 42")),
            3 => HangUntil(modem),
            var other => s_classes[other - 4](random),
        };
        modem.Faults.Arm(effect, random.Next(4) == 0 ? 2 : 1);
        return $"{modem.Options.Id}: {name}";
    }

    /// <summary>Cures what is due; returns what it was.</summary>
    public IEnumerable<string> Cure(bool all = false)
    {
        foreach (var cure in _cures.Where(cure => all || cure.Due <= DateTimeOffset.UtcNow).ToArray())
        {
            cure.Cure();
            _cures.Remove(cure);
            yield return $"{cure.Modem.Options.Id}: {cure.Name} cured";
        }
    }

    /// <summary>Everything is well again.</summary>
    public void Heal(SimulatedModem modem)
    {
        modem.Faults.Clear();
        modem.Faults.Arm(Fault.LineSpeed(0));
        // a slot that was given up is tried again when the modem started anew
        if (_stubborn.Remove(modem))
            modem.Reset(ResetLevel.Modem);
        modem.SetRegistration(1);
        modem.Plug();
    }

    /// <summary>Until somebody resets it: from outside, in a while, if nobody else does before.</summary>
    private (string Name, FaultEffect Effect) HangUntil(SimulatedModem modem)
    {
        var level = s_resets[random.Next(s_resets.Length)];
        CureAfter(Seconds(random, 1, 12), modem, $"hang until {level}", () => modem.Reset(level));
        return ($"hang until {level}", Fault.HangUntil(level));
    }

    private (string Name, FaultEffect Effect) Undeletable(SimulatedModem modem)
    {
        _stubborn.Add(modem);
        CureAfter(Seconds(random, 2, 10), modem, "undeletable", () => modem.Faults.Arm(Fault.Deletable()));
        return ("undeletable", Fault.Undeletable());
    }

    private void CureAfter(TimeSpan time, SimulatedModem modem, string name, Action cure) => _cures.Add((DateTimeOffset.UtcNow + time, modem, name, cure));

    private FaultEffect Lie(string line) => FaultEffect.OnSend("false-error", turn =>
    {
        turn.Error = line;
        _lies.AddOrUpdate(turn.Text ?? "", 1, (_, count) => count + 1);
    });

    private static TimeSpan Seconds(Random random, double least, double most) => TimeSpan.FromSeconds(least + random.NextDouble() * (most - least));
}
