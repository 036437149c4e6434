namespace ModemActors.Relay;

/// <summary>Counts the inbound messages that wait for a handler, and says once when they are too many.</summary>
internal sealed class Backlog
{
    private const int TooMany = 10;
    private const int CaughtUp = 5;

    private bool _isTold;

    public int Waiting { get; private set; }

    /// <summary>More, or fewer, wait.</summary>
    /// <returns>True if this is the moment to say that too many do.</returns>
    public bool Add(int change)
    {
        Waiting = Math.Max(0, Waiting + change);
        if (Waiting <= CaughtUp)
            _isTold = false;
        if (_isTold || Waiting <= TooMany)
            return false;
        return _isTold = true;
    }
}
