using ModemActors.Service.Verbs;
using ModemActors.Service.Watching;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Watching;

public sealed class WatchFrameSpecs
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(80, 24, 2, 5)]
    [InlineData(80, 24, 300, 100)]
    [InlineData(80, 24, 0, 0)]
    [InlineData(60, 10, 8, 50)]
    [InlineData(200, 60, 300, 100)]
    public void Frame_fits_the_screen(int width, int height, int modems, int messages)
    {
        foreach (var state in new[] { new WatchState(), new WatchState(null, "+15551234567", 3) })
        {
            var lines = Lines(Picture(modems, messages), state, width, height);

            Assert.Equal(height, lines.Count);
            Assert.All(lines, line => Assert.True(Screen.CellsOf(line) <= width, line));
        }
    }

    [Fact]
    public void Both_lists_have_room_on_a_small_screen()
    {
        var lines = Lines(Picture(300, 100), new WatchState(), 80, 24);

        Assert.True(lines.Count(line => line.StartsWith("modem", StringComparison.Ordinal)) >= 5);
        Assert.True(lines.Count(line => line.Contains("+15551234567", StringComparison.Ordinal)) >= 5);
        Assert.Contains(lines, line => line.Contains("more", StringComparison.Ordinal));
        Assert.StartsWith("q quit", lines[^1]);
    }

    [Fact]
    public void Chosen_message_is_in_sight()
    {
        var picture = Picture(2, 100);
        var lines = Lines(picture, new WatchState(picture.Messages[70].Id), 80, 24);

        Assert.Contains(lines, line => line.TrimStart().StartsWith($"{picture.Messages[70].Id} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_of_strangers_do_not_steer_the_terminal()
    {
        var hostile = Picture(1, 0) with { Messages = [Message(1, "\u001b[2J\u202egoat\nsecond", "\u001b]0;title\a")] };

        var lines = Lines(hostile, new WatchState(), 80, 24);

        Assert.DoesNotContain(lines, line => line.Any(c => char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public void Conversation_shows_its_end_and_moves_back()
    {
        var picture = Picture(1, 60);

        var end = Lines(picture, new WatchState(null, "+15551234567"), 80, 24);
        var back = Lines(picture, new WatchState(null, "+15551234567", 1000), 80, 24);

        Assert.Contains(end, line => line.Contains("[60]", StringComparison.Ordinal));
        Assert.DoesNotContain(end, line => line.Contains("[1]", StringComparison.Ordinal));
        Assert.Contains(back, line => line.Contains("[1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_choose_open_go_back_and_end()
    {
        var picture = Picture(1, 30);
        WatchState state = new();

        state = Press(state, ConsoleKey.DownArrow, picture);
        state = Press(state, ConsoleKey.DownArrow, picture);
        Assert.Equal(picture.Messages[2].Id, state.Chosen);
        state = Press(state, ConsoleKey.Enter, picture, WatchStep.Read);
        Assert.Equal("+15551234567", state.Conversation);
        state = Press(state, ConsoleKey.UpArrow, picture);
        Assert.Equal(1, state.Back);
        state = Press(state, ConsoleKey.Escape, picture, WatchStep.Read);
        Assert.Null(state.Conversation);
        Assert.Equal(picture.Messages[2].Id, state.Chosen);
        state = Press(state, ConsoleKey.Home, picture);
        Assert.Null(state.Chosen);
        Assert.Equal(WatchStep.Quit, state.Press(ConsoleKey.Q, 'q', picture).Step);
        Assert.Equal(WatchStep.Read, state.Press(ConsoleKey.R, 'r', picture).Step);
        Assert.Equal(WatchStep.None, state.Press(ConsoleKey.X, 'x', picture).Step);
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("日本語のテスト", 6, "日本語|のテス|ト")]
    [InlineData("a\n\nb", 10, "a||b")]
    public void Text_is_wrapped_at_blanks(string text, int width, string expected) => Assert.Equal(expected, string.Join('|', Screen.Wrap(text, width)));

    private static WatchState Press(WatchState state, ConsoleKey key, WatchPicture picture, WatchStep expected = WatchStep.Show)
    {
        var (next, step) = state.Press(key, '\0', picture);
        Assert.Equal(expected, step);
        return next;
    }

    private static List<string> Lines(WatchPicture picture, WatchState state, int width, int height) =>
        [.. WatchFrame.Of(picture, state, width, height, isLive: true).Select(line => string.Concat(line.Select(span => span.Text)))];

    private static WatchPicture Picture(int modems, int messages) => new(
        s_now, "a-node-with-a-rather-long-name-that-somebody-gave-it", "up at http://127.0.0.1:5001",
        new StoreStatistics([new StatusCount("outbound", "failed", 1_234_567)], TimeSpan.FromHours(30), 0, 0, 0),
        new StoreActivity([.. Enumerable.Range(0, 60).Select(minute => new ActivityMinute(s_now.AddMinutes(minute), minute, 1))], TimeSpan.FromSeconds(2), null,
            new Dictionary<string, ModemActivity>()),
        [.. Enumerable.Range(1, modems).Select(number => new ModemSnapshot
        {
            Id = $"modem-with-a-long-name-{number}", State = "unresponsive", SignalDbm = -113, Operator = "Ein Netz mit langem Namen 日本",
            StorageUsed = 255, StorageTotal = 255, LastError = "+CMS ERROR: 38: network out of order, and a long tail", UpdatedAt = s_now,
        })],
        [.. Enumerable.Range(1, messages).Reverse().Select(id => Message(id, $"A text with 日本語 and 👍🏽 that is longer than a line of eighty columns has room for, number {id}"))],
        [.. Enumerable.Range(1, messages).Select(id => Message(id, $"A text that is longer than a line of eighty columns has room for, so it is wrapped, number {id}"))]);

    private static Message Message(long id, string content, string number = "+15551234567") => new()
    {
        Id = id,
        PhoneNumber = number,
        Content = content,
        Timestamp = s_now,
        Status = MessageStatus.Indeterminate,
        StatusText = "indeterminate",
        Direction = id % 2 == 0 ? MessageDirection.Inbound : MessageDirection.Outbound,
        DirectionText = "outbound",
        Modem = "modem-with-a-long-name",
    };
}
