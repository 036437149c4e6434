namespace Akka.Util.Internal;

/// <summary>The keys of a dotted path; a quoted key may contain dots.</summary>
public static class DottedPaths
{
    public static IEnumerable<string> SplitDottedPathHonouringQuotes(this string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        for (var start = 0; start < path.Length;)
        {
            if (path[start] == '"')
            {
                var quote = path.IndexOf('"', start + 1);
                if (quote < 0)
                {
                    throw new ArgumentException($"A quote is not closed in the path {path}.", nameof(path));
                }

                yield return path[(start + 1)..quote];
                start = quote + 2;
                continue;
            }

            var dot = path.IndexOf('.', start);
            var end = dot < 0 ? path.Length : dot;
            yield return path[start..end];
            start = end + 1;
        }
    }

    internal static string Join(string parent, string key)
    {
        var quoted = key.Contains('.', StringComparison.Ordinal) ? $"\"{key}\"" : key;
        return parent.Length == 0 ? quoted : $"{parent}.{quoted}";
    }
}
