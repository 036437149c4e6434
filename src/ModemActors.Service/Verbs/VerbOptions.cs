using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary>Options that several verbs have, and the kinds of values that they take.</summary>
internal static class VerbOptions
{
    /// <summary>On every verb that prints what it found.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON for programs instead of text" };

    public static Option<string?> Text(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };

    public static Option<int> Whole(string name, string description, int otherwise, int min, int max) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Whole(result, name, min, max),
    };

    /// <summary>A time, or a duration that counts from now: into the future, or into the past.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description, bool past = false) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => Time(result, name, past),
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        HelpName = "DURATION",
        Description = description,
        CustomParser = result => Duration(result, name),
    };

    /// <summary>One of a few words.</summary>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { HelpName = string.Join('|', words), Description = description };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } word && !words.Contains(word))
                result.AddError($"{name} is '{word}' but must be one of: {string.Join(", ", words)}.");
        });
        return option;
    }

    /// <summary>One id or more.</summary>
    public static Argument<long[]> Ids(string description, bool required = true) => new("ID")
    {
        Description = description,
        Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Id(result, token.Value))],
    };

    /// <summary>One id.</summary>
    public static Argument<long> Id(string description) => new("ID")
    {
        Description = description,
        CustomParser = result => Id(result, result.Tokens[0].Value),
    };

    private static long Id(ArgumentResult result, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        result.AddError($"'{text}' is no message id: a whole number as 'modemactors messages' shows it.");
        return 0;
    }

    private static int Whole(ArgumentResult result, string name, int min, int max)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min
            && number <= max)
            return number;
        result.AddError($"{name} is '{text}' but must be a whole number from {min} to {max}.");
        return 0;
    }

    private static DateTimeOffset? Time(ArgumentResult result, string name, bool past)
    {
        var text = result.Tokens[0].Value;
        if (TimeText.TryDuration(text, out var duration))
            return TimeProvider.System.GetUtcNow() + (past ? -duration : duration);
        if (TimeText.TryTime(text, out var time))
            return time;
        result.AddError($"{name} is '{text}' but must be a time like 2026-01-31T08:00 or a duration like 10m (units: s m h d).");
        return null;
    }

    private static TimeSpan? Duration(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (TimeText.TryDuration(text, out var duration))
            return duration;
        result.AddError($"{name} is '{text}' but must be a duration like 30s or 10m (units: s m h d).");
        return null;
    }
}
