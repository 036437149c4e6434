using System.Buffers;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes keys and texts so that they can be parsed again.</summary>
internal static class HoconQuoting
{
    private static readonly SearchValues<char> Special = SearchValues.Create(HoconText.NeverUnquoted + " \t\r\n\f\b");

    public static string Key(string key) => Quoted(key, key.Contains('.', StringComparison.Ordinal));

    public static string Text(string text) => text == null ? "null" : Quoted(text, false);

    private static string Quoted(string text, bool always)
    {
        if (!always && text.Length > 0 && text.AsSpan().IndexOfAny(Special) < 0 && !text.Contains("//", StringComparison.Ordinal))
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                _ => c.ToString()
            });
        }

        return quoted.Append('"').ToString();
    }
}
