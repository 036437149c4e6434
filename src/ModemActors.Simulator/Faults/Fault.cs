using System.Text;

namespace ModemActors.Simulator;

/// <summary>What modems do wrong (see FIELD-NOTES), ready to be armed.</summary>
public static class Fault
{
    /// <summary>The message goes on air, the answer never comes.</summary>
    public static FaultEffect LoseAnswer() => FaultEffect.OnSend("lose-answer", turn => turn.AnswerIsLost = true);

    /// <summary>The message goes on air, the answer comes so much later.</summary>
    public static FaultEffect LateAnswer(TimeSpan delay) => FaultEffect.OnSend("late-answer", turn => turn.AnswerDelay = delay);

    /// <summary>The message does not go on air; the final line is <paramref name="line"/>.</summary>
    public static FaultEffect Error(string line) => FaultEffect.OnSend("error", turn => (turn.Error, turn.GoesOnAir) = (line, false));

    /// <summary>The message goes on air, and the final line says that it failed.</summary>
    public static FaultEffect FalseError(string line) => FaultEffect.OnSend("false-error", turn => turn.Error = line);

    /// <summary>OK without +CMGS before it.</summary>
    public static FaultEffect NoReference() => FaultEffect.OnSend("no-reference", turn => turn.HidesReference = true);

    /// <summary>The network takes the message and loses it.</summary>
    public static FaultEffect LoseOnAir() => FaultEffect.OnSend("lose-on-air", turn => turn.Copies = 0);

    /// <summary>The receiver gets the message twice.</summary>
    public static FaultEffect DoubleOnAir() => FaultEffect.OnSend("double-on-air", turn => turn.Copies = 2);

    /// <summary>The air keeps the message back, so that later ones overtake it.</summary>
    public static FaultEffect LateOnAir(TimeSpan delay) => FaultEffect.OnSend("late-on-air", turn => turn.AirDelay = delay);

    /// <summary>The status report gives this TP-ST.</summary>
    public static FaultEffect ReportStatus(byte status) => FaultEffect.OnSend("report-status", turn => turn.ReportStatus = status);

    /// <summary>The body is awaited, but nothing says so.</summary>
    public static FaultEffect NoPrompt() => FaultEffect.OnPrompt("no-prompt", turn => turn.Prompt = "");

    /// <summary>The prompt looks like this.</summary>
    public static FaultEffect Prompt(string prompt) => FaultEffect.OnPrompt("prompt", turn => turn.Prompt = prompt);

    /// <summary>The command runs; nothing that it says leaves.</summary>
    public static FaultEffect NoAnswer() => FaultEffect.OnCommand("no-answer", turn => turn.AnswerIsLost = true);

    /// <summary>The command does not run; <paramref name="line"/> is all that is said.</summary>
    public static FaultEffect Answer(string line) => FaultEffect.OnCommand("answer", turn => turn.Answer = line);

    /// <summary>The command takes so much longer.</summary>
    public static FaultEffect SlowCommand(TimeSpan delay) => FaultEffect.OnCommand("slow-command", turn => turn.Delay = delay);

    /// <summary>The notification names another memory; null: none.</summary>
    public static FaultEffect WrongMemory(string? memory) => FaultEffect.OnNotification("wrong-memory", turn => turn.Memory = memory);

    /// <summary>The notification names another slot.</summary>
    public static FaultEffect WrongIndex(int index) => FaultEffect.OnNotification("wrong-index", turn => turn.Index = index);

    /// <summary>The notification comes so often; 0: never.</summary>
    public static FaultEffect Notify(int times) => FaultEffect.OnNotification("notify", turn => turn.Times = times);

    /// <summary>These characters come in between, exactly where they were asked for, even within a line.</summary>
    public static FaultEffect Insert(string text) =>
        FaultEffect.OnOutput("insert", turn => turn.Bytes.InsertRange(turn.Position, Encoding.Latin1.GetBytes(text)));

    /// <summary>So many bytes are missing.</summary>
    public static FaultEffect Drop(int count) =>
        FaultEffect.OnOutput("drop", turn => turn.Bytes.RemoveRange(turn.Position, Math.Min(count, turn.Bytes.Count - turn.Position)));

    /// <summary>So many bytes without sense come in between.</summary>
    public static FaultEffect Garbage(int count) => FaultEffect.OnOutput("garbage", turn =>
    {
        // The same bytes whenever they're asked for at the same place, so that a run can be repeated.
        var noise = new byte[count];
        new Random(turn.Position).NextBytes(noise);
        turn.Bytes.InsertRange(turn.Position, noise);
    });

    /// <summary>This unsolicited line is said at once.</summary>
    public static FaultEffect Say(string line) => FaultEffect.OnModem("say", modem => modem.Terminal.Unsolicited(line));

    /// <summary>This unsolicited line is said so often, at such a distance.</summary>
    public static FaultEffect Flood(string line, int count, TimeSpan interval) =>
        FaultEffect.OnModem("flood", modem => modem.Faults.Flood(line, count, interval));

    /// <summary>It neither hears nor answers for such a time. A USB reset or loss of power ends it sooner.</summary>
    /// <param name="span">How long.</param>
    /// <param name="answersLate">Whether what it was told meanwhile is answered afterwards; else it is lost.</param>
    public static FaultEffect Hang(TimeSpan span, bool answersLate = false) =>
        FaultEffect.OnModem("hang", modem => modem.Faults.Hang(span, ResetLevel.Usb, answersLate));

    /// <summary>It neither hears nor answers until such a reset or a harder one.</summary>
    public static FaultEffect HangUntil(ResetLevel level) => FaultEffect.OnModem("hang", modem => modem.Faults.Hang(null, level, answersLate: false));

    /// <summary>
    /// It takes no more bytes, so that writing waits, and so does closing, half a minute at most. A USB reset or loss of power ends it. In memory only: a pseudo-terminal
    /// takes some thousand bytes more.
    /// </summary>
    /// <param name="span">How long; null: until such a reset.</param>
    public static FaultEffect Wedge(TimeSpan? span = null) => FaultEffect.OnModem("wedge", modem => modem.Faults.Wedge(span));

    /// <summary>It starts anew by itself: every setting is gone.</summary>
    public static FaultEffect Reboot() => FaultEffect.OnModem("reboot", modem => modem.Post(() => modem.Restart(ResetLevel.Modem)));

    /// <summary>The port is gone and the modem runs on; it is back after such a time, perhaps under another name; null: gone for good.</summary>
    public static FaultEffect HangUp(TimeSpan? span, string? name = null) =>
        FaultEffect.OnModem("hang-up", modem => modem.Faults.GoneFor(span, () => modem.LosePort(name)));

    /// <summary>The modem loses its power, and has it back after such a time; null: never.</summary>
    public static FaultEffect Unplug(TimeSpan? span) => FaultEffect.OnModem("unplug", modem => modem.Faults.GoneFor(span, modem.UnplugNow));

    /// <summary>Messages of a stranger fill the selected memory, but for so many slots. Deleting them makes room.</summary>
    public static FaultEffect FillStorage(int leaving = 0) => FaultEffect.OnModem("fill-storage", modem =>
        modem.Memories.Fill(modem.Settings.ReceiveMemory, leaving, modem.Sim.Smsc, modem.Air.Time.GetUtcNow()));

    /// <summary>What lies in the slots now cannot be deleted, though the modem says OK.</summary>
    public static FaultEffect Undeletable() => FaultEffect.OnModem("undeletable", modem => modem.Memories.MakeUndeletable());

    /// <summary>Every slot can be deleted again.</summary>
    public static FaultEffect Deletable() => FaultEffect.OnModem("deletable", modem => modem.Memories.MakeUndeletable(false));

    /// <summary>The line carries so many bits per second from now on; 0: no limit.</summary>
    public static FaultEffect LineSpeed(int bitsPerSecond) => FaultEffect.OnModem("line-speed", modem => modem.Output.Speed = bitsPerSecond);

    /// <summary>The network says this of the modem (see <see cref="SimulatedModem.Registration"/>).</summary>
    public static FaultEffect Registration(int status) => FaultEffect.OnModem("registration", modem => modem.SetRegistration(status));
}
