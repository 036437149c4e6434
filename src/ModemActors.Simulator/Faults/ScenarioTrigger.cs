using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>The moment of a scenario's rule.</summary>
internal static class ScenarioTrigger
{
    public static FaultTrigger Parse(ScenarioWords words)
    {
        var opener = words.Word("the moment");
        FaultTrigger trigger = opener switch
        {
            "always" => new FaultTrigger.Now(),
            "at" => At(words),
            "from" => new FaultTrigger.At(words.Event(), words.Number("which one", 1, int.MaxValue), Onward: true),
            "every" => Every(words),
            "after" => new FaultTrigger.After(words.Duration()),
            "sometimes" => Sometimes(words),
            _ => throw new FormatException($"\"{opener}\" is no moment: at, from, every, sometimes, after and always begin one."),
        };
        words.ExpectEnd();
        return trigger;
    }

    private static FaultTrigger At(ScenarioWords words)
    {
        if (words.Take("start")) return new FaultTrigger.After(TimeSpan.Zero);
        if (words.Take("byte")) return new FaultTrigger.AtByte(words.Number("which byte", 1, int.MaxValue));
        if (!words.Take("command")) return new FaultTrigger.At(words.Event(), words.Number("which one", 1, int.MaxValue));
        if (words.TryNumber() is { } number) return new FaultTrigger.At(FaultEvent.Command, Math.Max(1, number));
        var prefix = words.Word("the command");
        if (!prefix.StartsWith("AT", StringComparison.OrdinalIgnoreCase)) throw new FormatException($"\"{prefix}\" is no command: one begins with AT.");
        return new FaultTrigger.AtCommand(prefix, words.TryNumber());
    }

    private static FaultTrigger Every(ScenarioWords words) => words.TryNumber() is { } interval
        ? new FaultTrigger.Every(words.Event(), interval > 0 ? interval : throw new FormatException("every 0 is never: 1 is the least."))
        : new FaultTrigger.After(words.Duration() is { Ticks: > 0 } span ? span : throw new FormatException("The distance is zero."), Repeats: true);

    private static FaultTrigger.Sometimes Sometimes(ScenarioWords words)
    {
        var chance = words.Word("the chance");
        if (!chance.EndsWith('%') || !double.TryParse(chance[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
            throw new FormatException($"\"{chance}\" is no chance: 0% to 100% is.");
        if (!words.Take("of")) throw new FormatException("\"of\" is missing: \"sometimes 5% of sends\".");
        return new FaultTrigger.Sometimes(words.Event(), percent / 100);
    }
}
