using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>Brings one event to one receiver, once, in limited time.</summary>
internal interface IEventSender : IDisposable
{
    /// <summary>Tries. Never throws but when it is cancelled.</summary>
    /// <param name="happened">What is to be brought.</param>
    /// <param name="attempt">The how manieth attempt this is, from 1.</param>
    /// <param name="cancellation">Ends it: nobody knows then whether it arrived.</param>
    Task<SendOutcome> SendAsync(JournalEvent happened, int attempt, CancellationToken cancellation);
}

/// <summary>How a receiver answered.</summary>
internal enum SendVerdict
{
    /// <summary>It took the event.</summary>
    Taken,

    /// <summary>It was there and did not take it.</summary>
    Refused,

    /// <summary>It did not answer, or something before it said so.</summary>
    Unreachable,

    /// <summary>It says that it will never come back.</summary>
    Gone,
}

/// <summary>How an attempt ended.</summary>
/// <param name="Verdict">In short.</param>
/// <param name="Code">HTTP status or exit code; null = there was none.</param>
/// <param name="Error">Why it was not taken; null = it was.</param>
/// <param name="Output">The beginning of what the receiver said; null = nothing.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone; null = it does not.</param>
internal sealed record SendOutcome(SendVerdict Verdict, int? Code = null, string? Error = null, string? Output = null, TimeSpan? RetryAfter = null);
