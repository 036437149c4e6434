namespace ModemActors.Service.Watching;

/// <summary>What a key brought about.</summary>
internal enum WatchStep
{
    /// <summary>Nothing; the key means nothing here.</summary>
    None,

    /// <summary>Show it anew from what is known.</summary>
    Show,

    /// <summary>Read anew, then show it.</summary>
    Read,

    /// <summary>End.</summary>
    Quit,
}

/// <summary>Where the person who watches is.</summary>
/// <param name="Chosen">The message that is chosen, by id: it stays the same while new ones come; null = the newest.</param>
/// <param name="Conversation">The number whose conversation is open; null = the overview is.</param>
/// <param name="Back">Lines that the conversation was moved back from its end.</param>
internal sealed record WatchState(long? Chosen = null, string? Conversation = null, int Back = 0)
{
    private const int Page = 10;

    /// <summary>What is there after a key.</summary>
    public (WatchState State, WatchStep Step) Press(ConsoleKey key, char character, WatchPicture picture) => (key, character) switch
    {
        (_, 'q' or 'Q') => (this, WatchStep.Quit),
        (_, 'r' or 'R') => (this, WatchStep.Read),
        (ConsoleKey.Escape or ConsoleKey.LeftArrow or ConsoleKey.Backspace, _) when Conversation is not null =>
            (this with { Conversation = null, Back = 0 }, WatchStep.Read),
        _ when Conversation is not null => Move(key),
        (ConsoleKey.Enter or ConsoleKey.RightArrow, _) when Message(picture) is { } open => (new WatchState(open, NumberOf(open, picture)), WatchStep.Read),
        _ => Choose(key, picture),
    };

    /// <summary>The index of the chosen message; 0 if it is not in the picture.</summary>
    public int IndexIn(WatchPicture picture)
    {
        for (var index = 0; index < picture.Messages.Count; index++)
        {
            if (picture.Messages[index].Id == Chosen)
                return index;
        }

        return 0;
    }

    private (WatchState State, WatchStep Step) Move(ConsoleKey key) => StepOf(key) is var step && step != 0
        ? (this with { Back = (int)Math.Clamp((long)Back - step, 0, 100_000) }, WatchStep.Show)
        : (this, WatchStep.None);

    private (WatchState State, WatchStep Step) Choose(ConsoleKey key, WatchPicture picture)
    {
        var step = StepOf(key);
        if (step == 0 || picture.Messages.Count == 0)
            return (this, WatchStep.None);
        var index = (int)Math.Clamp((long)IndexIn(picture) + step, 0, picture.Messages.Count - 1);

        // the first line stands for whatever is newest
        return (this with { Chosen = index == 0 ? null : picture.Messages[index].Id }, WatchStep.Show);
    }

    private long? Message(WatchPicture picture) => picture.Messages.Count == 0 ? null : picture.Messages[IndexIn(picture)].Id;

    private static string? NumberOf(long? id, WatchPicture picture) => picture.Messages.First(message => message.Id == id).PhoneNumber;

    private static int StepOf(ConsoleKey key) => key switch
    {
        ConsoleKey.UpArrow => -1,
        ConsoleKey.DownArrow => 1,
        ConsoleKey.PageUp => -Page,
        ConsoleKey.PageDown => Page,
        ConsoleKey.Home => int.MinValue,
        ConsoleKey.End => int.MaxValue,
        _ => 0,
    };
}
