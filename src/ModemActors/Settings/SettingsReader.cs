using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ModemActors.Settings;

/// <summary>
/// Reads values below one path of a configuration and collects what is wrong, so that a person sees all errors at once.
/// Values are read as text and understood here: the same on every version of Akka.NET.
/// </summary>
internal sealed partial class SettingsReader(Config config, string path, List<SettingsError> errors)
{
    public Config Config => config;

    public string Path => path;

    public List<SettingsError> Errors => errors;

    public SettingsReader At(string key) => new(config.GetConfig(key) ?? Config.Empty, Full(key), errors);

    /// <summary>The objects of a list, each read below <c>path.key[index]</c> with <paramref name="fallback"/> for keys that it does not have.</summary>
    public IEnumerable<SettingsReader> Items(string key, Config? fallback = null)
    {
        var value = config.GetValue(key);
        if (value is null)
            yield break;
        if (!IsList(value))
        {
            Wrong(key, "must be a list: [ { … }, { … } ]");
            yield break;
        }

        var index = 0;
        foreach (var item in value.GetArray())
        {
            var name = $"{key}[{index++}]";
            if (!item.IsObject())
                Wrong(name, "must be an object: { key = value, … }");
            else
                yield return new SettingsReader(fallback is null ? item.ToConfig() : item.ToConfig().WithFallback(fallback), Full(name), errors);
        }
    }

    /// <summary>Also an empty list is one, which <see cref="HoconValue.IsArray"/> denies.</summary>
    public static bool IsList(HoconValue value) => value.IsArray() || value is { Values.Count: > 0 } && !value.IsString() && !value.IsObject();

    /// <summary>Once is enough, however often it is read.</summary>
    public void Wrong(string key, string reason)
    {
        var error = new SettingsError(Full(key), reason);
        if (!errors.Contains(error))
            errors.Add(error);
    }

    public string Text(string key)
    {
        var value = config.GetValue(key);
        if (value is null)
            return "";
        if (!value.IsString())
            Wrong(key, "must be a text");
        return value.IsString() ? value.GetString() ?? "" : "";
    }

    public IReadOnlyList<string> Texts(string key)
    {
        var value = config.GetValue(key);
        if (value is null)
            return [];
        if (IsList(value))
            return [.. value.GetStringList()];
        Wrong(key, "must be a list of texts: [a, b]");
        return [];
    }

    public int Whole(string key, int min, int max)
    {
        var text = Text(key);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Wrong(key, $"is '{text}' but must be a whole number from {min} to {max}");
        return min;
    }

    public bool Switch(string key)
    {
        var text = Text(key);
        if (text is "on" or "true")
            return true;
        if (text is not ("off" or "false"))
            Wrong(key, $"is '{text}' but must be on or off");
        return false;
    }

    public TimeSpan Duration(string key, TimeSpan min, TimeSpan max)
    {
        var text = Text(key);
        if (TryDuration(text, out var duration) && duration >= min && duration <= max)
            return duration;
        Wrong(key, $"is '{text}' but must be a duration from {InWords(min)} to {InWords(max)}, for example 10s (units: ms s m h d)");
        return min;
    }

    /// <summary>A share written as <c>80%</c>; 0 to 1.</summary>
    public double Share(string key, int minPercent, int maxPercent)
    {
        var text = Text(key);
        if (int.TryParse(text.TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && percent >= minPercent && percent <= maxPercent)
            return percent / 100d;
        Wrong(key, $"is '{text}' but must be a percentage from {minPercent}% to {maxPercent}%");
        return maxPercent / 100d;
    }

    /// <summary>A size written as <c>20MB</c>, in octets; kB, MB and GB are powers of 1000.</summary>
    public long Octets(string key, long min, long max)
    {
        var text = Text(key);
        var match = SizePattern().Match(text);
        if (match.Success && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number * UnitOf(match.Groups[2].Value) is var octets && octets >= min && octets <= max)
            return octets;
        Wrong(key, $"is '{text}' but must be a size from {min / 1_000_000}MB to {max / 1_000_000}MB, for example 20MB (units: kB MB GB)");
        return min;
    }

    /// <summary>A duration, or the word <c>forever</c>, which is null.</summary>
    public TimeSpan? DurationOrForever(string key, TimeSpan min, TimeSpan max) => Text(key) == "forever" ? null : Duration(key, min, max);

    /// <summary>One of a set of words, each standing for a value.</summary>
    public T Choice<T>(string key, params (string Word, T Value)[] choices)
    {
        var text = Text(key);
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }

        Wrong(key, $"is '{text}' but must be one of: {string.Join(", ", choices.Select(choice => choice.Word))}");
        return choices[0].Value;
    }

    private string Full(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var match = DurationPattern().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var seconds = number * match.Groups[2].ValueSpan switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => 86400 };
        if (seconds > TimeSpan.FromDays(36500).TotalSeconds)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static string InWords(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0s",
        { TotalDays: >= 1 } => $"{time.TotalDays:0.##}d",
        { TotalHours: >= 1 } => $"{time.TotalHours:0.##}h",
        { TotalMinutes: >= 1 } => $"{time.TotalMinutes:0.##}m",
        { TotalSeconds: >= 1 } => $"{time.TotalSeconds:0.##}s",
        _ => $"{time.TotalMilliseconds:0}ms",
    };

    private static long UnitOf(string unit) => unit switch { "kB" => 1000, "MB" => 1_000_000, _ => 1_000_000_000 };

    [GeneratedRegex(@"^(\d{1,9}) ?(kB|MB|GB)$")]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)$")]
    private static partial Regex DurationPattern();
}
