using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ModemActors.Service.Watching;

/// <summary>The terminal while somebody watches: its second screen, so that what stood there before is there again afterwards, however we end.</summary>
internal sealed class WatchScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[2J";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string EraseLine = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly TextWriter _terminal;
    private (int Width, int Height) _size;

    public WatchScreen(TextWriter terminal)
    {
        _terminal = terminal;
        _terminal.Write(Enter);
        _terminal.Flush();
    }

    /// <summary>Whether output goes to a terminal that can be painted on.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public static (int Width, int Height) Size => Console.WindowWidth > 0 && Console.WindowHeight > 0
        ? (Console.WindowWidth, Console.WindowHeight)
        : (80, 24);

    /// <summary>Paints over what is there, in one piece.</summary>
    public void Paint(IReadOnlyList<IReadOnlyList<WatchSpan>> lines)
    {
        var frame = new StringBuilder(Size == _size ? Home : $"\e[2J{Home}");
        _size = Size;
        frame.AppendJoin($"{EraseLine}\r\n", lines.Select(line => Render(line, isPlain: false))).Append(EraseLine).Append(EraseBelow);
        _terminal.Write(frame.ToString());
        _terminal.Flush();
    }

    /// <summary>A line as text, with colours if the terminal has them.</summary>
    public static string Render(IReadOnlyList<WatchSpan> line, bool isPlain)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = isPlain || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 10_000;
        foreach (var span in line)
            console.Write(new Text(span.Text, span.Style ?? Style.Plain));
        return text.ToString();
    }

    public void Dispose()
    {
        _terminal.Write(Leave);
        _terminal.Flush();
    }
}
