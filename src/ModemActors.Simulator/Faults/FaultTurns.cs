namespace ModemActors.Simulator;

/// <summary>One command that is about to run.</summary>
/// <param name="command">As typed, with AT: <c>AT+CSQ</c>.</param>
/// <param name="number">1 for the modem's first.</param>
public sealed class CommandTurn(string command, long number)
{
    /// <summary>As typed, with AT.</summary>
    public string Command { get; } = command;

    /// <summary>1 for the modem's first.</summary>
    public long Number { get; } = number;

    /// <summary>The final line to say instead of running the command; null: it runs.</summary>
    public string? Answer { get; set; }

    /// <summary>It runs, and nothing of what it says leaves.</summary>
    public bool AnswerIsLost { get; set; }

    /// <summary>How long it takes before it runs.</summary>
    public TimeSpan Delay { get; set; }
}

/// <summary>A prompt for a message's body.</summary>
public sealed class PromptTurn(string prompt)
{
    /// <summary>The prompt's bytes, one character each; empty: none, though the body is awaited.</summary>
    public string Prompt { get; set; } = prompt;
}

/// <summary>One message whose body is complete.</summary>
/// <param name="number">1 for the modem's first.</param>
/// <param name="to">The destination.</param>
/// <param name="text">The text; null if it is 8-bit data.</param>
public sealed class SendTurn(long number, string to, string? text)
{
    /// <summary>1 for the modem's first.</summary>
    public long Number { get; } = number;

    /// <summary>The destination, with '+' if international.</summary>
    public string To { get; } = to;

    /// <summary>The text; null if it is 8-bit data.</summary>
    public string? Text { get; } = text;

    /// <summary>The final line instead of the answer; null: the true one.</summary>
    public string? Error { get; set; }

    /// <summary>Whether the network gets it.</summary>
    public bool GoesOnAir { get; set; } = true;

    /// <summary>The answer never comes, whatever became of the message.</summary>
    public bool AnswerIsLost { get; set; }

    /// <summary>OK comes without the line that carries the reference.</summary>
    public bool HidesReference { get; set; }

    /// <summary>From the air's taking the message to the answer.</summary>
    public TimeSpan AnswerDelay { get; set; }

    /// <summary>How often the receiver gets it; 0: it is lost on the air.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>How long the air keeps it back.</summary>
    public TimeSpan AirDelay { get; set; }

    /// <summary>TP-ST of its status report (3GPP TS 23.040 §9.2.3.15); null: the true one.</summary>
    public byte? ReportStatus { get; set; }
}

/// <summary>A stored message that is about to be told.</summary>
public sealed class NotificationTurn
{
    internal NotificationTurn(string code, string memory, int index)
    {
        (Code, Memory, Index) = (code, memory, index);
    }

    /// <summary>+CMTI or +CDSI.</summary>
    public string Code { get; }

    /// <summary>The memory that it names; null: none.</summary>
    public string? Memory { get; set; }

    /// <summary>The index that it names.</summary>
    public int Index { get; set; }

    /// <summary>How often it is told; 0: never.</summary>
    public int Times { get; set; } = 1;
}

/// <summary>Bytes that are about to leave the modem.</summary>
public sealed class OutputTurn
{
    internal OutputTurn(List<byte> bytes, int position)
    {
        (Bytes, Position) = (bytes, position);
    }

    /// <summary>The bytes; change them as you like.</summary>
    public List<byte> Bytes { get; }

    /// <summary>Where in them the fault was asked for; 0 if nowhere in particular.</summary>
    public int Position { get; }
}
