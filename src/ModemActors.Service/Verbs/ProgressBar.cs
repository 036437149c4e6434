using System.Diagnostics;
using System.Globalization;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary>How far a long work is, on stderr if that is a terminal; gone when the work is done, so that only the result stays.</summary>
internal sealed class ProgressBar : IProgress<StoreProgress>, IDisposable
{
    private const int Length = 24;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TextWriter? _terminal;
    private readonly string _words;
    private long _shownAt;
    private bool _ended;

    /// <param name="words">What is done, for example <c>copying the store</c>.</param>
    public ProgressBar(string words)
        : this(words, Console.IsErrorRedirected ? null : Console.Error)
    {
    }

    /// <param name="terminal">Where it is drawn; null = nowhere.</param>
    public ProgressBar(string words, TextWriter? terminal) => (_words, _terminal) = (words, terminal);

    public void Report(StoreProgress value) => Report(value.Done, value.Total);

    /// <summary>So much of so much is done.</summary>
    public void Report(long done, long total)
    {
        lock (_gate)
        {
            var isWhole = done >= total;
            if (_terminal is null || _ended || total <= 0 || (!isWhole && _shownAt != 0 && Stopwatch.GetElapsedTime(_shownAt) < s_pause))
                return;
            _shownAt = Stopwatch.GetTimestamp();
            var share = Math.Clamp((double)done / total, 0, 1);
            var filled = (int)(share * Length);
            _terminal.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r\e[K{_words} [{new string('#', filled)}{new string('.', Length - filled)}] {share * 100:0} %"));
            _terminal.Flush();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_shownAt == 0 || _ended)
                return;
            _ended = true;
            _terminal?.Write("\r\e[K");
            _terminal?.Flush();
        }
    }
}
