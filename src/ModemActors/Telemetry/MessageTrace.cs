using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ModemActors.Storage;

namespace ModemActors.Telemetry;

/// <summary>
/// A trace for each message, from being queued to the last webhook. Its id follows from what never changes of the message, so that every step belongs to it
/// whichever process takes it, and nothing needs to be kept. While nobody listens it costs a comparison.
/// </summary>
public static class MessageTrace
{
    /// <summary>The source's name, for <c>ActivityListener</c> or OpenTelemetry's <c>AddSource</c>.</summary>
    public const string Name = "ModemActors";

    private static readonly ActivitySource s_source = new(Name, typeof(MessageTrace).Assembly.GetName().Version?.ToString(3));

    /// <summary>Whether anybody wants to know.</summary>
    public static bool IsFollowed => s_source.HasListeners();

    /// <summary>The trace of a message; the span in it that all others are children of is the message itself, and nowhere else.</summary>
    public static ActivityContext ContextOf(long id, string phoneNumber, DateTimeOffset timestamp)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        Span<byte> seed = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(Math.Min(phoneNumber.Length, 100))];
        BinaryPrimitives.WriteInt64BigEndian(seed, id);
        BinaryPrimitives.WriteInt64BigEndian(seed[8..], timestamp.ToUnixTimeMilliseconds());
        var length = 16 + Encoding.UTF8.GetBytes(phoneNumber.AsSpan(0, Math.Min(phoneNumber.Length, 100)), seed[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed[..length], hash);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>Begins a step of a message; null if nobody listens. Does not become <see cref="Activity.Current"/>: actors share threads.</summary>
    /// <param name="step">What is done, for example <c>webhook</c>.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="phoneNumber">Its number; it is hashed, not told.</param>
    /// <param name="timestamp">Its time.</param>
    /// <param name="kind">Whether something outside takes part.</param>
    /// <param name="begun">Since when; null = since now.</param>
    /// <param name="cause">What made it happen in another trace, for example an HTTP request.</param>
    public static Activity? Begin(
        string step, long id, string phoneNumber, DateTimeOffset timestamp, ActivityKind kind = ActivityKind.Internal, DateTimeOffset? begun = null,
        ActivityContext? cause = null)
    {
        if (!s_source.HasListeners())
            return null;
        var before = Activity.Current;
        var activity = s_source.StartActivity(
            step, kind, ContextOf(id, phoneNumber, timestamp), [new("modemactors.message.id", id)],
            cause is { } linked && linked != default ? [new ActivityLink(linked)] : null, begun ?? default);
        Activity.Current = before;
        return activity;
    }

    internal static Activity? Begin(
        string step, Message message, ActivityKind kind = ActivityKind.Internal, DateTimeOffset? begun = null, ActivityContext? cause = null) =>
        Begin(step, message.Id, message.PhoneNumber, message.Timestamp, kind, begun, cause);

    /// <summary>A step below another one; null if that is null.</summary>
    internal static Activity? BeginBelow(Activity? parent, string step, ActivityKind kind)
    {
        if (parent is null)
            return null;
        var before = Activity.Current;
        var activity = s_source.StartActivity(step, kind, parent.Context);
        Activity.Current = before;
        return activity;
    }

    /// <summary>Ends a step.</summary>
    /// <param name="error">Why it did not work; null = it did.</param>
    internal static void End(this Activity? activity, string? error = null, string? outcome = null)
    {
        if (activity is null)
            return;
        if (outcome is not null)
            activity.SetTag("modemactors.outcome", outcome);
        if (error is not null)
            activity.SetStatus(ActivityStatusCode.Error, error);
        var before = Activity.Current;
        activity.Dispose();
        Activity.Current = before;
    }
}
