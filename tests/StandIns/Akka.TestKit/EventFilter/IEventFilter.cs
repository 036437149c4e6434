using Akka.Event;

namespace Akka.TestKit;

/// <summary>Takes log events out of the log.</summary>
public interface IEventFilter
{
    bool Apply(LogEvent logEvent);
}

/// <summary>A filter that stays until it is taken away.</summary>
public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
