namespace ModemActors.Protocol.At;

/// <summary>Which lines are final result codes.</summary>
internal static class FinalCodes
{
    /// <summary>The final code; null = the line is none.</summary>
    /// <param name="line">The line, trimmed.</param>
    /// <param name="isCall">Whether the results of calls count.</param>
    public static FinalResultCode? Match(string line, bool isCall)
    {
        if (line == "OK") return new(FinalKind.Ok, null, "OK");
        if (line == "ERROR") return new(FinalKind.Error, null, "ERROR");
        if (line.StartsWith("+CME ERROR", StringComparison.OrdinalIgnoreCase)) return WithNumber(FinalKind.CmeError, line, CmeErrors.Find);
        if (line.StartsWith("+CMS ERROR", StringComparison.OrdinalIgnoreCase)) return WithNumber(FinalKind.CmsError, line, CmsErrors.Find);
        if (line.StartsWith("COMMAND NOT SUPPORT", StringComparison.Ordinal)) return new(FinalKind.CommandNotSupported, null, line);
        if (line is "TOO MANY PARAMETERS" || IsNumbered(line, "ERROR:") || IsNumbered(line, "MODEM ERROR:"))
            return new(FinalKind.Error, null, line);
        return isCall ? OfCall(line) : null;
    }

    private static FinalResultCode? OfCall(string line)
    {
        if (line == "CONNECT" || line.StartsWith("CONNECT ", StringComparison.Ordinal)) return new(FinalKind.Connect, null, line);
        FinalKind? kind = line switch
        {
            "NO CARRIER" => FinalKind.NoCarrier,
            "NO DIALTONE" or "NO DIAL TONE" => FinalKind.NoDialtone,
            "BUSY" => FinalKind.Busy,
            "NO ANSWER" => FinalKind.NoAnswer,
            _ => null,
        };
        return kind is { } found ? new(found, null, line) : null;
    }

    /// <summary><c>ERROR: 4</c>, <c>MODEM ERROR: 5</c>.</summary>
    private static bool IsNumbered(string line, string header) =>
        line.StartsWith(header, StringComparison.Ordinal) && AtText.IsDigits(line.AsSpan(header.Length).Trim());

    /// <summary><c>+CMS ERROR: 38</c>, <c>+CMS ERROR:38</c>, <c>+CME ERROR: SIM busy</c>; not a final code with an empty tail.</summary>
    private static FinalResultCode? WithNumber(FinalKind kind, string line, Func<string, ErrorDescription?> find)
    {
        var tail = line.AsSpan("+CME ERROR".Length).TrimStart(' ');
        if (tail.IsEmpty || tail[0] != ':') return null;
        tail = tail[1..].Trim();
        return tail.IsEmpty ? null : new FinalResultCode(kind, AtText.Number(tail) ?? find(tail.ToString())?.Code, line);
    }
}
