namespace Akka.Actor;

/// <summary>A child and how often it was restarted in the current window.</summary>
public sealed class ChildRestartStats
{
    private long _windowOpened = -1;

    internal ChildRestartStats(IInternalActorRef child) => Child = child;

    public IInternalActorRef Child { get; }
    public long Uid => Child.Path.Uid;
    public int MaxNrOfRetriesCount { get; private set; }

    /// <summary>
    /// Asks for one more restart. Neither limit: always. Zero: never. Retries only: for life. A window is opened by its first failure; the failure
    /// after it has passed opens the next. A window without a number means one restart in it.
    /// </summary>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        var limited = maxNrOfRetries > 0;
        var windowed = withinTimeMilliseconds > 0;
        if (!windowed)
            return !limited || ++MaxNrOfRetriesCount <= maxNrOfRetries;
        var now = Environment.TickCount64;
        if (_windowOpened >= 0 && now - _windowOpened <= withinTimeMilliseconds)
            return ++MaxNrOfRetriesCount <= (limited ? maxNrOfRetries : 1);
        _windowOpened = now;
        MaxNrOfRetriesCount = 1;
        return true;
    }
}
