using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>What a scenario's rule does; the names are those of <see cref="Fault"/>.</summary>
internal static class ScenarioEffect
{
    private static readonly Dictionary<string, Func<ScenarioWords, FaultEffect>> Known = new()
    {
        ["lose-answer"] = _ => Fault.LoseAnswer(),
        ["late-answer"] = words => Fault.LateAnswer(words.Duration()),
        ["error"] = words => Fault.Error(ErrorLine(words)),
        ["false-error"] = words => Fault.FalseError(ErrorLine(words)),
        ["no-reference"] = _ => Fault.NoReference(),
        ["lose-on-air"] = _ => Fault.LoseOnAir(),
        ["double-on-air"] = _ => Fault.DoubleOnAir(),
        ["late-on-air"] = words => Fault.LateOnAir(words.Duration()),
        ["report-status"] = words => Fault.ReportStatus((byte)words.Number("the status", 0, 255)),
        ["no-prompt"] = _ => Fault.NoPrompt(),
        ["prompt"] = words => Fault.Prompt(words.Text("the prompt")),
        ["no-answer"] = _ => Fault.NoAnswer(),
        ["answer"] = words => Fault.Answer(words.Text("the answer")),
        ["slow-command"] = words => Fault.SlowCommand(words.Duration()),
        ["wrong-memory"] = words => Fault.WrongMemory(words.Word("the memory")),
        ["no-memory"] = _ => Fault.WrongMemory(null),
        ["wrong-index"] = words => Fault.WrongIndex(words.Number("which slot", -1, 999)),
        ["no-notification"] = _ => Fault.Notify(0),
        ["double-notification"] = _ => Fault.Notify(2),
        ["insert"] = words => Fault.Insert(words.Text("what to insert")),
        ["drop"] = words => Fault.Drop(words.Number("how many bytes", 1, int.MaxValue)),
        ["garbage"] = words => Fault.Garbage(words.Number("how many bytes", 1, 1 << 20)),
        ["say"] = words => Fault.Say(words.Text("the line")),
        ["flood"] = Flood,
        ["hang"] = Hang,
        ["reboot"] = _ => Fault.Reboot(),
        ["wedge"] = words => Fault.Wedge(Span(words)),
        ["hang-up"] = words => Fault.HangUp(Span(words), words.Take("as") ? words.Word("the name") : null),
        ["unplug"] = words => Fault.Unplug(Span(words)),
        ["fill-storage"] = words => Fault.FillStorage(words.Take("leaving") ? words.Number("how many slots", 0, 255) : 0),
        ["undeletable"] = _ => Fault.Undeletable(),
        ["deletable"] = _ => Fault.Deletable(),
        ["line-speed"] = words => Fault.LineSpeed(words.Number("how fast", 0, int.MaxValue)),
        ["registration"] = words => Fault.Registration(words.Number("the status", 0, 10)),
    };

    public static FaultEffect Parse(ScenarioWords words)
    {
        var name = words.Word("what happens");
        return Known.TryGetValue(name, out var make)
            ? make(words)
            : throw new FormatException($"\"{name}\" is no fault: {string.Join(", ", Known.Keys)} are.");
    }

    // A bare number is a +CMS ERROR.
    private static string ErrorLine(ScenarioWords words)
    {
        var text = words.Text("the error");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? string.Create(CultureInfo.InvariantCulture, $"+CMS ERROR: {code}")
            : text;
    }

    private static FaultEffect Flood(ScenarioWords words)
    {
        var count = words.Number("how many lines", 1, 1_000_000);
        var line = words.Text("the line");
        return Fault.Flood(line, count, words.Take("every") ? words.Duration() : TimeSpan.Zero);
    }

    private static FaultEffect Hang(ScenarioWords words)
    {
        if (words.Take("until")) return Fault.HangUntil(words.Level());
        if (!words.Take("for")) throw new FormatException("It hangs \"for 30s\", or \"until reopened\", radio, modem, usb or power.");
        var span = words.Duration();
        return Fault.Hang(span, answersLate: words.Take("answering-late"));
    }

    private static TimeSpan? Span(ScenarioWords words) => words.Take("for") ? words.Duration() : null;
}
