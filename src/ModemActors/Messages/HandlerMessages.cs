namespace ModemActors.Messages;

/// <summary>Key of the actor that brings events to handlers (webhooks and the program): <see cref="TestHandler"/>, <see cref="EnableHandler"/>,
/// <see cref="HandlerQueueChanged"/>.</summary>
public sealed class Handlers
{
    private Handlers()
    {
    }
}

/// <summary>Bring a test event to a handler now, once. Answered with <see cref="HandlerTested"/> or <see cref="HandlerRefused"/>.</summary>
/// <param name="Handler">Its name.</param>
public sealed record TestHandler(string Handler);

/// <summary>How the handler took the test event.</summary>
/// <param name="Handler">Its name.</param>
/// <param name="Taken">Whether it took it.</param>
/// <param name="Code">HTTP status or exit code; null = there was none.</param>
/// <param name="Error">Why it did not take it; null = it did.</param>
/// <param name="Output">The beginning of what it said; null = nothing.</param>
/// <param name="Took">How long it took.</param>
public sealed record HandlerTested(string Handler, bool Taken, int? Code, string? Error, string? Output, TimeSpan Took);

/// <summary>Switch a handler on again that said it is gone. Answered with <see cref="HandlerEnabled"/> or <see cref="HandlerRefused"/>.</summary>
/// <param name="Handler">Its name.</param>
public sealed record EnableHandler(string Handler);

/// <summary>The handler gets events again, beginning with those that waited.</summary>
/// <param name="Handler">Its name.</param>
public sealed record HandlerEnabled(string Handler);

/// <summary>The request to a handler was not done.</summary>
/// <param name="Handler">Its name.</param>
/// <param name="Text">Why, one sentence for a person.</param>
public sealed record HandlerRefused(string Handler, string Text);

/// <summary>Tells that queues of handlers were changed in the store (redelivery), so that they are looked at now.</summary>
public sealed record HandlerQueueChanged
{
    /// <summary>The only one.</summary>
    public static readonly HandlerQueueChanged Instance = new();

    private HandlerQueueChanged()
    {
    }
}
