namespace ModemActors.Simulator;

/// <summary>What happens at a modem that a fault can wait for.</summary>
public enum FaultEvent
{
    /// <summary>A command is about to run.</summary>
    Command,

    /// <summary>A prompt is about to be shown.</summary>
    Prompt,

    /// <summary>A message's body is complete.</summary>
    Send,

    /// <summary>A received message was stored and is about to be told.</summary>
    Message,
}

/// <summary>When a fault strikes.</summary>
public abstract record FaultTrigger
{
    private FaultTrigger()
    {
    }

    /// <summary>At once.</summary>
    public sealed record Now : FaultTrigger;

    /// <summary>At the <paramref name="Number"/>th event, from 1; with <paramref name="Onward"/> at every later one too.</summary>
    public sealed record At(FaultEvent Event, long Number, bool Onward = false) : FaultTrigger;

    /// <summary>At the <paramref name="Number"/>th command that begins so; null: at each.</summary>
    public sealed record AtCommand(string Prefix, long? Number) : FaultTrigger;

    /// <summary>At every <paramref name="Interval"/>th event.</summary>
    public sealed record Every(FaultEvent Event, long Interval) : FaultTrigger;

    /// <summary>At an event by chance: 0 to 1.</summary>
    public sealed record Sometimes(FaultEvent Event, double Chance) : FaultTrigger;

    /// <summary>Before the byte of the modem's output with this number, from 1.</summary>
    public sealed record AtByte(long Number) : FaultTrigger;

    /// <summary>After such a time, and with <paramref name="Repeats"/> again and again.</summary>
    public sealed record After(TimeSpan Span, bool Repeats = false) : FaultTrigger;
}

/// <summary>A fault and when it strikes.</summary>
/// <param name="Trigger">When.</param>
/// <param name="Effect">What.</param>
/// <param name="Times">How many turns it touches each time it is triggered; null: all until <paramref name="Until"/>.</param>
/// <param name="Until">The reset that ends it; null: none does.</param>
public sealed record FaultRule(FaultTrigger Trigger, FaultEffect Effect, int? Times = 1, ResetLevel? Until = null);
