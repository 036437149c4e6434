namespace ModemActors.Messages;

/// <summary>Ask the fleet for every modem's status. Answered with <see cref="ModemList"/>.</summary>
public sealed record ListModems
{
    /// <summary>The only one.</summary>
    public static readonly ListModems Instance = new();

    private ListModems()
    {
    }
}

/// <summary>Every modem, in the order of the configuration.</summary>
public sealed record ModemList(IReadOnlyList<ModemStatus> Modems);

/// <summary>Run one command of a person's on a modem. Answered with <see cref="AtCommandAnswered"/> or <see cref="ModemRefused"/>.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Command">The command, for example <c>AT+CSQ</c>. Commands that send, open a prompt, switch to data or change what we rely on are refused.</param>
public sealed record RunAtCommand(string Modem, string Command) : IWithModem;

/// <summary>What the modem answered.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Final">Its final result code, for example <c>OK</c>.</param>
/// <param name="Ok">True if that means success.</param>
public sealed record AtCommandAnswered(string Modem, IReadOnlyList<string> Lines, string Final, bool Ok) : IWithModem;

/// <summary>The request to a modem was not done.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Text">Why, one sentence for a person.</param>
public sealed record ModemRefused(string Modem, string Text) : IWithModem;

/// <summary>Take no more messages from the queue, finish what is on its way, then answer with <see cref="SendingEnded"/>. Before a shutdown.</summary>
public sealed record EndSending
{
    /// <summary>The only one.</summary>
    public static readonly EndSending Instance = new();

    private EndSending()
    {
    }
}

/// <summary>Nothing is on its way any more.</summary>
public sealed record SendingEnded
{
    /// <summary>The only one.</summary>
    public static readonly SendingEnded Instance = new();

    private SendingEnded()
    {
    }
}

/// <summary>Tells the dispatcher that something was queued through this process, so that it need not wait to notice it.</summary>
public sealed record WorkQueued
{
    /// <summary>The only one.</summary>
    public static readonly WorkQueued Instance = new();

    private WorkQueued()
    {
    }
}

/// <summary>Tells the fleet that messages were marked as read through this process, so that it need not wait to notice it.</summary>
public sealed record ReadMarksChanged
{
    /// <summary>The only one.</summary>
    public static readonly ReadMarksChanged Instance = new();

    private ReadMarksChanged()
    {
    }
}
