namespace ModemActors.Protocol.At;

/// <summary>The final result code that ended a command.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Code">The number of a <c>+CME ERROR</c> or <c>+CMS ERROR</c>; for one that came as text, the number whose standard words it
/// is; null = none.</param>
/// <param name="Text">The line as it came; empty if the modem said nothing.</param>
public readonly record struct FinalResultCode(FinalKind Kind, int? Code, string Text)
{
    /// <summary>True for <c>OK</c> (and <c>CONNECT</c>).</summary>
    public bool IsOk => Kind is FinalKind.Ok or FinalKind.Connect;

    /// <summary>What the error means for the next attempt; without meaning when <see cref="IsOk"/>.</summary>
    public ErrorNature Nature => Kind switch
    {
        FinalKind.CmeError => CmeErrors.Find(Code)?.Nature ?? ErrorNature.Temporary,
        FinalKind.CmsError => CmsErrors.Find(Code)?.Nature ?? ErrorNature.Temporary,
        FinalKind.CommandNotSupported => ErrorNature.Unsupported,
        _ => ErrorNature.Temporary,
    };

    /// <summary>True if the modem, its SIM or its network access is the reason rather than the message: another modem may succeed. True
    /// where nothing is known.</summary>
    public bool ConcernsModem => Kind switch
    {
        FinalKind.CmeError => CmeErrors.Find(Code)?.ConcernsModem ?? true,
        FinalKind.CmsError => CmsErrors.Find(Code)?.ConcernsModem ?? true,
        _ => true,
    };

    /// <summary>The code in the standard's words, for example <c>+CMS ERROR 38: network out of order</c>.</summary>
    public string Meaning => Kind switch
    {
        FinalKind.CmeError => Describe("+CME ERROR", CmeErrors.Find(Code)),
        FinalKind.CmsError => Describe("+CMS ERROR", CmsErrors.Find(Code)),
        FinalKind.Abandoned => "no answer before the deadline",
        FinalKind.Rebooted => $"the modem restarted ({Text})",
        FinalKind.CommandNotSupported => "the modem does not support the command",
        FinalKind.Ok when Text.Length == 0 => "OK",
        _ => Text,
    };

    /// <summary>The code in the standard's words.</summary>
    public override string ToString() => Meaning;

    private string Describe(string name, ErrorDescription? description) =>
        Code is not { } code ? Text : $"{name} {code}: {description?.Words ?? "not in the standard"}";
}
