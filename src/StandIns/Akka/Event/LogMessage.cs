using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>Renders a template and its arguments.</summary>
public interface ILogMessageFormatter
{
    string Format(string format, params object[] args);
    string Format(string format, IEnumerable<object> args);
}

/// <summary>A template with its arguments, rendered when somebody reads it.</summary>
public class LogMessage
{
    private readonly object[] _args;
    private string _text;

    public LogMessage(ILogMessageFormatter formatter, string format, params object[] args)
    {
        Formatter = formatter;
        Format = format;
        _args = args ?? [];
    }

    protected ILogMessageFormatter Formatter { get; }
    public string Format { get; }

    public IEnumerable<object> Parameters() => _args;

    public string Unformatted() => string.Join(",", _args);

    public override string ToString() => _text ??= Formatter.Format(Format, _args);
}

/// <summary>
/// Holes by position (<c>{0:X2}</c>, as string.Format has them) or by name in order of appearance (<c>{Port,-8:X2}</c>, as from Akka.NET 1.5.58 on),
/// whichever the template uses. Never throws: a template that fits its arguments badly is given out as it stands, with them behind.
/// </summary>
public sealed class DefaultLogMessageFormatter : ILogMessageFormatter
{
    public static readonly DefaultLogMessageFormatter Instance = new();

    private static readonly ConcurrentDictionary<string, CompositeFormat> Parsed = new(StringComparer.Ordinal);

    private DefaultLogMessageFormatter() { }

    public string Format(string format, IEnumerable<object> args) => Format(format, args as object[] ?? [.. args]);

    public string Format(string format, params object[] args)
    {
        if (args is null || args.Length == 0)
            return format;
        try
        {
            return string.Format(CultureInfo.CurrentCulture, ParsedFor(format), args);
        }
        catch (FormatException)
        {
            return $"{format} [{string.Join(", ", args)}]";
        }
    }

    private static CompositeFormat ParsedFor(string format)
    {
        if (Parsed.TryGetValue(format, out var parsed))
            return parsed;
        parsed = CompositeFormat.Parse(WithPositions(format));
        if (Parsed.Count < 1000)
            Parsed[format] = parsed;
        return parsed;
    }

    /// <summary>The template with its named holes numbered; a name used again is the same hole.</summary>
    private static string WithPositions(string format)
    {
        var text = new StringBuilder(format.Length);
        var names = new List<string>();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                text.Append(c).Append(c);
                i++;
                continue;
            }
            text.Append(c);
            if (c != '{')
                continue;
            var start = i + 1;
            var end = start;
            while (end < format.Length && (char.IsLetterOrDigit(format[end]) || format[end] is '_' or '@' or '$'))
                end++;
            if (end == start || char.IsDigit(format[start]))
                continue;
            var name = format[start..end].TrimStart('@', '$');
            var position = names.IndexOf(name);
            if (position < 0)
            {
                position = names.Count;
                names.Add(name);
            }
            text.Append(CultureInfo.InvariantCulture, $"{position}");
            i = end - 1;
        }
        return text.ToString();
    }
}
