using System.Text.RegularExpressions;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>A condition on a text, with the words that describe it.</summary>
internal sealed class TextCondition(string description, Predicate<string> condition)
{
    public static readonly TextCondition Any = new("*", _ => true);

    public bool Holds(string text) => text != null && condition(text);

    public override string ToString() => description;

    /// <summary>The first of the three that is given; any text if none is.</summary>
    public static TextCondition Message(string message, string start, string contains)
    {
        if (message != null)
        {
            return new TextCondition($"== \"{message}\"", text => string.Equals(text, message, StringComparison.OrdinalIgnoreCase));
        }

        if (start != null)
        {
            return new TextCondition($"starts with \"{start}\"", text => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        }

        return contains == null
            ? Any
            : new TextCondition($"contains \"{contains}\"", text => text.Contains(contains, StringComparison.OrdinalIgnoreCase));
    }

    public static TextCondition Message(Regex pattern) => new($"matches \"{pattern}\"", pattern.IsMatch);

    /// <summary>A source is an actor's path, with or without the system's address, or any other text.</summary>
    public static TextCondition Source(string source) => source == null ? Any : new TextCondition($"== \"{source}\"", text =>
        string.Equals(text, source, StringComparison.OrdinalIgnoreCase) ||
        (ActorPath.TryParse(text, out var path) &&
            string.Equals(path.ToStringWithoutAddress(), source, StringComparison.OrdinalIgnoreCase)));
}
