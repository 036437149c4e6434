using ModemActors.Simulator;

namespace ModemActors.Scenarios.Proof;

/// <summary>Faults of every class that a modem can have without lying about what went on air; nobody can be true against that.</summary>
internal static class ProofFaults
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
        _ => ("reboot", Fault.Reboot()),
        random => ("hang-up", Fault.HangUp(Seconds(random, 0.2, 3))),
        random => ("unplug", Fault.Unplug(Seconds(random, 0.2, 3))),
        _ => ("flood", Fault.Flood("^RSSI: 7", 60, TimeSpan.FromMilliseconds(2))),
        random => ("line-speed", Fault.LineSpeed(random.Next(2) * 38400)),
        random => ("fill-storage", Fault.FillStorage(random.Next(1, 4))),
    ];

    /// <summary>Arms one; returns what it was.</summary>
    public static string ArmOne(SimulatedModem modem, Random random)
    {
        var (name, effect) = s_classes[random.Next(s_classes.Length)](random);
        modem.Faults.Arm(effect, random.Next(4) == 0 ? 2 : 1);
        return $"{modem.Options.Id}: {name}";
    }

    /// <summary>Everything is well again.</summary>
    public static void Heal(SimulatedModem modem)
    {
        modem.Faults.Clear();
        modem.Faults.Arm(Fault.LineSpeed(0));
        modem.SetRegistration(1);
        modem.Plug();
    }

    private static TimeSpan Seconds(Random random, double least, double most) => TimeSpan.FromSeconds(least + random.NextDouble() * (most - least));
}
