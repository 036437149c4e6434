namespace ModemActors;

/// <summary>A phone number, a text or a line from the air as a parameter of a log line: who writes the log decides whether it is shown. Everywhere else it
/// reads as it is.</summary>
/// <param name="Text">What belongs to somebody; null = nothing.</param>
public readonly record struct Personal(string? Text)
{
    /// <summary>The text itself.</summary>
    public override string ToString() => Text ?? "";
}
