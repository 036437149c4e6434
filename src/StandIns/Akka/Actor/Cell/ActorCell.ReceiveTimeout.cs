namespace Akka.Actor;

/// <content>The receive timeout: armed again after every message that counts. It survives a restart.</content>
public sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private Cancelable _receiveTimeoutTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout = null) => _receiveTimeout = timeout;

    private void CheckReceiveTimeout(bool rearm)
    {
        if (_receiveTimeout is not { } timeout)
        {
            CancelReceiveTimeout();
            return;
        }
        if (!rearm && _receiveTimeoutTimer is not null)
            return;
        CancelReceiveTimeout();
        _receiveTimeoutTimer = new Cancelable(_system.Scheduler);
        _system.Scheduler.ScheduleTellOnce(timeout, _self, Akka.Actor.ReceiveTimeout.Instance, _self, _receiveTimeoutTimer);
    }

    private void CancelReceiveTimeout()
    {
        _receiveTimeoutTimer?.Cancel();
        _receiveTimeoutTimer = null;
    }
}
