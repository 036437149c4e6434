using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModemActors.Protocol.At;
using ModemActors.Storage;

namespace ModemActors.Telemetry;

/// <summary>The instruments of this library. While nobody listens to the meter they cost next to nothing.</summary>
public static class ModemActorsMeter
{
    /// <summary>The meter's name, for <c>MeterListener</c> or OpenTelemetry's <c>AddMeter</c>.</summary>
    public const string Name = "ModemActors";

    /// <summary>Beyond this the queue is so long that a message's own second is good enough.</summary>
    private const int MostQueued = 200_000;

    private const string Prefix = "modemactors.";

    private static readonly Meter s_meter = new(Name, typeof(ModemActorsMeter).Assembly.GetName().Version?.ToString(3));

    private static readonly InstrumentAdvice<double> s_waits = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
    };

    private static readonly InstrumentAdvice<double> s_answers = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Counter<long> s_transitions =
        s_meter.CreateCounter<long>(Prefix + "message.transitions", "{message}", "Messages that came into a state.");

    private static readonly Counter<long> s_errors =
        s_meter.CreateCounter<long>(Prefix + "errors", "{error}", "What modems refused or left unanswered, and ports that broke.");

    private static readonly Counter<long> s_resets =
        s_meter.CreateCounter<long>(Prefix + "modem.resets", "{reset}", "Rungs of recovery that were tried.");

    private static readonly Counter<long> s_quarantines =
        s_meter.CreateCounter<long>(Prefix + "modem.quarantines", "{quarantine}", "Modems that were given up for a while.");

    private static readonly Histogram<double> s_sendLatency = s_meter.CreateHistogram(
        Prefix + "message.send.latency", "s", "From being queued, or from not_before, until the network accepted the message.", null, s_waits);

    private static readonly Histogram<double> s_receiveLatency = s_meter.CreateHistogram(
        Prefix + "message.receive.latency", "s", "From the modem's notification until the message is in the store.", null, s_answers);

    private static readonly Histogram<double> s_commandDuration =
        s_meter.CreateHistogram(Prefix + "command.duration", "s", "From an AT command to its final result code.", null, s_answers);

    private static readonly ConcurrentDictionary<long, long> s_queued = new();
    private static int s_queuedCount;
    private static readonly ConcurrentDictionary<string, string> s_commandNames = new();
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_namesByText =
        s_commandNames.GetAlternateLookup<ReadOnlySpan<char>>();

    static ModemActorsMeter() => ModemGauges.Create(s_meter);

    /// <summary>A message was queued through this process just now; rows of others have a time to the second only.</summary>
    internal static void Queued(long id)
    {
        if (s_sendLatency.Enabled && Volatile.Read(ref s_queuedCount) < MostQueued && s_queued.TryAdd(id, Stopwatch.GetTimestamp()))
            Interlocked.Increment(ref s_queuedCount);
    }

    /// <summary>A message came into a state by this name; <paramref name="count"/> 0 only makes the state known.</summary>
    internal static void Transition(string status, long count = 1) => s_transitions.Add(count, new KeyValuePair<string, object?>("status", status));

    internal static void Sent(Message message)
    {
        var isKnown = Forget(message.Id, out var begun);
        if (!s_sendLatency.Enabled || message.SentAt is not { } sent)
            return;
        var stored = sent - (message.NotBefore > message.Timestamp ? message.NotBefore.Value : message.Timestamp);
        var elapsed = isKnown ? Stopwatch.GetElapsedTime(begun) : stored;
        s_sendLatency.Record(Math.Max(0, (message.NotBefore > message.Timestamp && stored < elapsed ? stored : elapsed).TotalSeconds));
    }

    /// <summary>A message ended without having been sent.</summary>
    internal static void NotSent(long id) => Forget(id, out _);

    private static bool Forget(long id, out long begun)
    {
        if (!s_queued.TryRemove(id, out begun))
            return false;
        Interlocked.Decrement(ref s_queuedCount);
        return true;
    }

    internal static void Received(TimeSpan waited) => s_receiveLatency.Record(waited.TotalSeconds);

    internal static void Error(string modem, string kind) => s_errors.Add(1, new("modem", modem), new("kind", kind));

    internal static void Reset(string modem, string level) => s_resets.Add(1, new("modem", modem), new("level", level));

    internal static void Quarantined(string modem) => s_quarantines.Add(1, new KeyValuePair<string, object?>("modem", modem));

    internal static void Answered(string modem, AtCommand command, in FinalResultCode final, long begun)
    {
        if (!final.IsOk)
            Error(modem, KindOf(final));
        if (!s_commandDuration.Enabled)
            return;
        s_commandDuration.Record(
            Stopwatch.GetElapsedTime(begun).TotalSeconds,
            new("command", NameOf(command)),
            new("outcome", final.Kind switch { FinalKind.Ok => "ok", FinalKind.Abandoned => "no_answer", FinalKind.Rebooted => "rebooted", _ => "error" }));
    }

    private static string KindOf(in FinalResultCode final) => final.Kind switch
    {
        FinalKind.CmsError => $"cms_{final.Code}",
        FinalKind.CmeError => $"cme_{final.Code}",
        FinalKind.Abandoned => "no_answer",
        FinalKind.Rebooted => "rebooted",
        _ => "error",
    };

    /// <summary>The command without what it is given: <c>AT+CMGS</c>. What people type is not told apart.</summary>
    private static string NameOf(AtCommand command)
    {
        if (command is RawCommand)
            return "raw";
        var text = command.Text.AsSpan();
        var end = text.IndexOfAny("=?;");
        var name = end < 0 ? text : text[..end];
        if (!s_namesByText.TryGetValue(name, out var known))
            s_commandNames[known = name.ToString()] = known;
        return known;
    }
}
