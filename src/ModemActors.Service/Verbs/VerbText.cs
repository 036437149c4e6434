namespace ModemActors.Service.Verbs;

/// <summary>A message's text on the command line.</summary>
internal static class VerbText
{
    /// <summary>More than any message holds; what is longer is refused without being read to its end.</summary>
    private const int Longest = 1_000_000;

    /// <summary>The text itself, or standard input for <c>-</c> (without the line end that shells put at its end).</summary>
    public static async Task<string> ReadAsync(string text, CancellationToken cancellation)
    {
        if (text != "-")
            return text;
        var buffer = new char[Longest];
        var count = await Console.In.ReadBlockAsync(buffer, cancellation).ConfigureAwait(false);
        if (count == Longest)
            throw new VerbException($"the text on standard input is longer than {Longest} characters; a message has 255 parts at most.");
        var read = new string(buffer, 0, count);
        return read.EndsWith("\r\n", StringComparison.Ordinal) ? read[..^2] : read.EndsWith('\n') ? read[..^1] : read;
    }
}
