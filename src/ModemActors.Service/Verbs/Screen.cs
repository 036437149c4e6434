using System.Globalization;
using System.Text;
using ModemActors.Service.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ModemActors.Service.Verbs;

/// <summary>A column of a table on the screen.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">Aligned to the right.</param>
/// <param name="Gives">True: it is shortened where the line gets too long. One column of a table at most.</param>
internal sealed record Column(string Title, bool IsNumber = false, bool Gives = false);

/// <summary>What verbs print: lines, tables that fit 80 columns, JSON. Colours only on a terminal.</summary>
internal static class Screen
{
    private const int Narrowest = 80;
    private const int LeastText = 12;
    private const int LeastGiven = 6;

    /// <summary>Columns that a line may take: those of the terminal, 80 if there is none.</summary>
    public static int Width { get; } = Console.IsOutputRedirected ? Narrowest : Math.Max(Narrowest, Console.WindowWidth);

    public static void Line(string text = "") => Console.Out.WriteLine(text);

    /// <summary>A remark beside the result: on stderr, so that it is never taken for it.</summary>
    public static void Remark(string text) => Console.Error.WriteLine($"modemactors: {text}");

    public static void Json(object value) => Console.Out.WriteLine(Views.Json.Indented(value));

    public static void Table(IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Widths(columns, rows);
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.None : TableBorder.Simple };
        foreach (var (column, width) in columns.Zip(widths))
        {
            var header = new TableColumn(
                new Text(column.Title, Console.IsOutputRedirected ? Style.Plain : new Style(decoration: Decoration.Bold)))
            {
                Width = width,
                NoWrap = true,
                Padding = new Padding(0, 0, 2, 0),
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
            };
            table.AddColumn(header);
        }

        foreach (var row in rows)
            table.AddRow(row.Zip(widths, (cell, width) => (IRenderable)new Text(Shorten(cell, width), StyleOf(cell))));
        Write(table);
    }

    /// <summary>One line without control characters: what a stranger sent must not steer the terminal.</summary>
    public static string Clean(string text, bool oneLine = true)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n' && oneLine)
                clean.Append(" ⏎ ");
            else if (rune.Value == '\n' || !Steers(rune))
                clean.Append(rune);
            else
                clean.Append('·');
        }

        return clean.ToString();
    }

    /// <summary>Whether it moves the cursor, or turns round what stands beside it.</summary>
    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static int[] Widths(IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = columns.Select((column, index) => rows.Select(row => CellsOf(row[index])).Append(CellsOf(column.Title)).Max())
            .ToArray();
        var giving = columns.ToList().FindIndex(column => column.Gives);
        var tooLong = widths.Sum() + (2 * widths.Length) - Width;
        if (giving >= 0 && tooLong > 0)
            widths[giving] = Math.Max(Math.Min(LeastText, widths[giving]), widths[giving] - tooLong);

        // where that was not enough, the longest texts give too
        while (widths.Sum() + (2 * widths.Length) > Width)
        {
            var longest = columns.Index().Where(column => !column.Item.IsNumber && column.Index != giving).Select(column => column.Index)
                .DefaultIfEmpty(-1).MaxBy(index => index < 0 ? 0 : widths[index]);
            if (longest < 0 || widths[longest] <= LeastGiven)
                break;
            widths[longest]--;
        }

        return widths;
    }

    private static string Shorten(string cell, int width)
    {
        if (CellsOf(cell) <= width)
            return cell;
        var kept = new StringBuilder();
        var cells = 1;
        foreach (var element in StringInfo.GetTextElementEnumerator(cell).AsEnumerable())
        {
            cells += CellsOf(element);
            if (cells > width)
                break;
            kept.Append(element);
        }

        return kept.Append('…').ToString();
    }

    private static IEnumerable<string> AsEnumerable(this TextElementEnumerator elements)
    {
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    /// <summary>Exactly so many columns: shortened, or filled with blanks.</summary>
    public static string Fit(string text, int width)
    {
        var shown = Shorten(text, Math.Max(0, width));
        return shown + new string(' ', Math.Max(0, width - CellsOf(shown)));
    }

    /// <summary>Lines of so many columns at most, broken at blanks where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            var (cells, blank, broken) = (0, -1, false);
            foreach (var element in StringInfo.GetTextElementEnumerator(paragraph).AsEnumerable())
            {
                if (cells + CellsOf(element) > width && line.Length > 0)
                {
                    var whole = line.ToString();
                    var end = blank > 0 && element != " " ? blank : whole.Length;
                    yield return whole[..end].TrimEnd();
                    line.Clear().Append(whole[end..].TrimStart());
                    (cells, blank, broken) = (CellsOf(line.ToString()), -1, true);
                }

                // the blank at which a line was broken
                if (element == " " && line.Length == 0 && broken)
                    continue;
                if (element == " ")
                    blank = line.Length + 1;
                line.Append(element);
                cells += CellsOf(element);
            }

            yield return line.ToString().TrimEnd();
        }
    }

    /// <summary>Columns that a text takes.</summary>
    public static int CellsOf(string text) => text.GetCellWidth();

    /// <summary>The colour of a state.</summary>
    public static Style StyleOf(string word) => Console.IsOutputRedirected ? Style.Plain : word switch
    {
        "sent" or "delivered" or "ready" or "ok" or "healthy" or "read" => new Style(Color.Green),
        "failed" or "undelivered" or "unresponsive" or "closed" or "unhealthy" or "FIX" => new Style(Color.Red),
        "queued" or "sending" or "indeterminate" or "degraded" or "settling" or "unread" => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    private static void Write(Table table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.IsOutputRedirected ? text : Console.Out),
        });
        console.Profile.Width = Width + 2;
        console.Write(table);
        foreach (var line in text.ToString().Split('\n').SkipLast(1))
            Console.Out.WriteLine(line.TrimEnd());
    }
}
