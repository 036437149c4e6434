namespace ModemActors.Simulator;

/// <summary>How a command ends, or how it goes on.</summary>
internal abstract record Outcome
{
    public static Outcome Ok { get; } = new Final("OK", 0);

    public static Outcome Error { get; } = new Final("ERROR", 4);

    public static Outcome NoCarrier { get; } = new Final("NO CARRIER", 3);

    /// <summary>No final result code at all: the answer is lost.</summary>
    public static Outcome Silence { get; } = new Silent();

    public static Outcome Cme(int code) => new MobileError(code);

    public static Outcome Cms(int code) => new MessageError(code);

    public static Outcome Verbatim(string text) => new Raw(text);

    public static Outcome After(TimeSpan span, Func<Outcome> then) => new Later(span, then);

    /// <summary>A result code of V.250 §5.7.1, as text and as number.</summary>
    public sealed record Final(string Text, int Number) : Outcome;

    /// <summary>+CME ERROR (3GPP TS 27.007 §9.2).</summary>
    public sealed record MobileError(int Code) : Outcome;

    /// <summary>+CMS ERROR (3GPP TS 27.005 §3.2.5).</summary>
    public sealed record MessageError(int Code) : Outcome;

    /// <summary>A final line that someone wants exactly so.</summary>
    public sealed record Raw(string Text) : Outcome;

    /// <summary>The prompt of AT+CMGS and its like; <paramref name="Then"/> gets the body without Ctrl-Z.</summary>
    public sealed record Prompt(Func<byte[], Outcome> Then) : Outcome;

    public sealed record Later(TimeSpan Span, Func<Outcome> Then) : Outcome;

    public sealed record Silent : Outcome;
}
