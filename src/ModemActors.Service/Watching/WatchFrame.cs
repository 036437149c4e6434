using ModemActors.Service.Verbs;
using ModemActors.Service.Views;
using ModemActors.Storage;
using Spectre.Console;

namespace ModemActors.Service.Watching;

/// <summary>A piece of a line in one style.</summary>
internal sealed record WatchSpan(string Text, Style? Style = null);

/// <summary>The lines of one frame; none is wider than the screen, and there are no more than it has.</summary>
internal sealed class WatchFrame
{
    /// <summary>Smaller screens show the beginning of this.</summary>
    public const int LeastWidth = 60;

    private const int MessageWidth = 6 + 1 + 5 + 1 + 2 + 16 + 1 + 13 + 1 + 12 + 1;

    private static readonly Style s_title = new(decoration: Decoration.Bold);
    private static readonly Style s_soft = new(Color.Grey);
    private static readonly Style s_chosen = new(decoration: Decoration.Invert);
    private static readonly Style s_bad = new(Color.Red);

    private readonly List<IReadOnlyList<WatchSpan>> _lines = [];
    private readonly int _width;
    private readonly int _height;

    private WatchFrame(int width, int height) => (_width, _height) = (Math.Max(LeastWidth, width), height);

    /// <summary>Puts it together.</summary>
    /// <param name="isLive">Whether keys work; else there is no line of them and nothing is chosen.</param>
    public static IReadOnlyList<IReadOnlyList<WatchSpan>> Of(WatchPicture picture, WatchState state, int width, int height, bool isLive)
    {
        var frame = new WatchFrame(width, height);
        frame.Head(picture);
        if (state.Conversation is { } number && picture.Thread is { } thread)
            frame.Conversation(number, thread, state.Back, isLive);
        else
            frame.Overview(picture, state, isLive);
        return [.. frame._lines.Take(height)];
    }

    private void Head(WatchPicture picture)
    {
        var clock = TimeText.Local(picture.Now)[11..];
        var service = $"service {picture.Service}";
        var name = $"ModemActors {picture.Node}";
        var room = Math.Max(8, _width - service.Length - clock.Length - 4);
        Add(new WatchSpan(Screen.Fit(name, room), s_title), new WatchSpan("  "),
            new WatchSpan(service, picture.Service == "DOWN" ? s_bad : s_soft), new WatchSpan($"  {clock}", s_soft));
        var statistics = picture.Statistics;
        var failed = statistics.Count(MessageDirection.Outbound, MessageStatus.Failed);
        var undecided = statistics.Count(MessageDirection.Outbound, MessageStatus.Indeterminate);
        var minutes = picture.Activity.Minutes;
        Add(
            new WatchSpan("queue "), new WatchSpan($"{statistics.Count(MessageDirection.Outbound, MessageStatus.Queued)}", s_title),
            new WatchSpan(statistics.OldestQueuedAge is { } age ? $" ({TimeText.Age(age)})" : ""),
            new WatchSpan("  unread "), new WatchSpan($"{statistics.Count(MessageDirection.Inbound, MessageStatus.Unread)}", s_title),
            new WatchSpan("  failed "), new WatchSpan($"{failed}", failed > 0 ? s_bad : s_title),
            new WatchSpan("  indeterminate "), new WatchSpan($"{undecided}", undecided > 0 ? Screen.StyleOf("indeterminate") : s_title));
        Add(
            new WatchSpan("last hour: sent "), new WatchSpan($"{minutes.Sum(minute => minute.Sent)}", s_title),
            new WatchSpan(" received "), new WatchSpan($"{minutes.Sum(minute => minute.Received)}", s_title),
            new WatchSpan(picture.Activity.MedianLatency is { } median ? $" latency {(median < TimeSpan.FromSeconds(1) ? "< 1 s" : TimeText.Age(median))}" : ""),
            new WatchSpan($"  {Bars(minutes.TakeLast(30))}", Screen.StyleOf("sent")));
        Add();
    }

    private void Overview(WatchPicture picture, WatchState state, bool isLive)
    {
        // both lists get what the other leaves
        var room = Math.Max(4, _height - _lines.Count - (isLive ? 4 : 3));
        var modems = Math.Min(picture.Modems.Count, Math.Max(room / 2, room - picture.Messages.Count));
        Modems(picture, Math.Max(1, modems));
        Add();
        Add(new WatchSpan(Screen.Fit("    ID  TIME     NUMBER           STATUS        MODEM        TEXT", _width), s_title));
        var rows = Math.Max(1, _height - _lines.Count - (isLive ? 1 : 0));
        var chosen = state.IndexIn(picture);
        var first = Math.Clamp(chosen - (rows / 2), 0, Math.Max(0, picture.Messages.Count - rows));
        for (var index = first; index < Math.Min(first + rows, picture.Messages.Count); index++)
            MessageLine(picture.Messages[index], isLive && index == chosen);
        if (picture.Messages.Count == 0)
            Add(new WatchSpan("no message yet", s_soft));
        if (isLive)
            Keys("q quit   r read anew   up/down choose   Enter conversation");
    }

    private void Modems(WatchPicture picture, int most)
    {
        Add(new WatchSpan(Screen.Fit($"{"MODEM",-14} {"STATE",-12} {"SIGNAL",8} {"OPERATOR",-14} {"SIM",-7} {"SEEN",-7} LAST ERROR", _width), s_title));
        if (picture.Modems.Count == 0)
            Add(new WatchSpan("no modem is on record; the service puts them there when it runs", s_soft));
        var shown = picture.Modems.Count > most ? most - 1 : picture.Modems.Count;
        foreach (var modem in picture.Modems.Take(shown))
        {
            var storage = modem is { StorageUsed: { } used, StorageTotal: > 0 and var total } ? $"{used}/{total}" : "";
            Add(
                new WatchSpan(Screen.Fit(modem.Id, 14) + " "), new WatchSpan(Screen.Fit(modem.State, 12) + " ", Screen.StyleOf(modem.State)),
                new WatchSpan((modem.SignalDbm is { } dbm ? $"{dbm} dBm" : "").PadLeft(8) + " "),
                new WatchSpan(Screen.Fit(Screen.Clean(modem.Operator ?? ""), 14) + " "), new WatchSpan(Screen.Fit(storage, 7) + " "),
                new WatchSpan(Screen.Fit(TimeText.Age(picture.Now - modem.UpdatedAt), 7) + " ", s_soft),
                new WatchSpan(Screen.Fit(Screen.Clean(modem.LastError ?? ""), _width - 68), s_soft));
        }

        if (shown < picture.Modems.Count)
            Add(new WatchSpan($"and {picture.Modems.Count - shown} more", s_soft));
    }

    private void MessageLine(Message message, bool isChosen)
    {
        var view = MessageView.Of(message);
        var arrow = message.Direction == MessageDirection.Inbound ? '<' : '>';
        var text = Screen.Fit(Screen.Clean(message.Content), Math.Max(1, _width - MessageWidth));
        var style = isChosen ? s_chosen : null;
        Add(
            new WatchSpan($"{message.Id,6} {TimeText.Local(message.Timestamp)[11..16]} {arrow} {Screen.Fit(Screen.Clean(message.PhoneNumber), 16)} ", style),
            new WatchSpan(Screen.Fit(Screen.Clean(view.Status), 13) + " ", style ?? Screen.StyleOf(view.Status)),
            new WatchSpan(Screen.Fit(message.SentBy ?? message.Modem ?? "", 12) + " ", style),
            new WatchSpan(text, style));
    }

    private void Conversation(string number, IReadOnlyList<Message> thread, int back, bool isLive)
    {
        Add(new WatchSpan(Screen.Fit($"Conversation with {Screen.Clean(number)}", _width), s_title));
        var lines = thread.SelectMany(Bubble).ToList();
        var rows = Math.Max(1, _height - _lines.Count - (isLive ? 1 : 0));
        var end = lines.Count - Math.Clamp(back, 0, Math.Max(0, lines.Count - rows));
        foreach (var line in lines[Math.Max(0, end - rows)..end])
            Add([.. line]);
        if (isLive)
            Keys("q quit   r read anew   up/down move   Esc back");
    }

    private IEnumerable<IReadOnlyList<WatchSpan>> Bubble(Message message)
    {
        var isIn = message.Direction == MessageDirection.Inbound;
        var view = MessageView.Of(message);
        var modem = message.SentBy ?? message.Modem;
        yield return
        [
            new WatchSpan($"{(isIn ? '<' : '>')} {TimeText.Local(message.Timestamp)}  ", s_soft), new WatchSpan(Screen.Clean(view.Status), Screen.StyleOf(view.Status)),
            new WatchSpan($"{(modem is null ? "" : $"  {modem}")}  [{message.Id}]", s_soft),
        ];
        var indent = isIn ? "  " : "        ";
        foreach (var line in Screen.Wrap(Screen.Clean(message.Content, oneLine: false), _width - indent.Length))
            yield return [new WatchSpan(indent + line)];
    }

    private void Keys(string keys)
    {
        while (_lines.Count < _height - 1)
            Add();
        Add(new WatchSpan(Screen.Fit(keys, _width), s_soft));
    }

    private void Add(params WatchSpan[] spans)
    {
        var left = _width;
        var line = new List<WatchSpan>();
        foreach (var span in spans.Where(span => span.Text.Length > 0 && left > 0))
        {
            var text = Screen.CellsOf(span.Text) <= left ? span.Text : Screen.Fit(span.Text, left);
            left -= Screen.CellsOf(text);
            line.Add(span with { Text = text });
        }

        _lines.Add(line);
    }

    private static string Bars(IEnumerable<ActivityMinute> minutes)
    {
        const string Heights = " ▁▂▃▄▅▆▇█";
        var counts = minutes.Select(minute => minute.Sent + minute.Received).ToList();
        var top = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(count => Heights[(int)Math.Ceiling((Heights.Length - 1.0) * count / top)]));
    }
}
