using Akka.Actor;

namespace ModemActors.Benchmarks.Kernel;

internal sealed record Batch(int Count);

internal sealed record Fill(int Count);

/// <summary>Counts what it gets.</summary>
internal sealed class Counter : UntypedActor
{
    private readonly TaskCompletionSource _done;
    private int _left;

    public Counter(int count, TaskCompletionSource done)
    {
        _left = count;
        _done = done;
    }

    protected override void OnReceive(object message)
    {
        if (--_left == 0)
            _done.SetResult();
    }
}

/// <summary>Gives back what it gets.</summary>
internal sealed class Pong : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message, Self);
}

/// <summary>Keeps a number of messages going to and fro.</summary>
internal sealed class Ping : UntypedActor
{
    private readonly IActorRef _pong;
    private readonly TaskCompletionSource _done;
    private readonly int _inFlight;
    private int _toSend;
    private int _toCome;

    public Ping(IActorRef pong, int count, int inFlight, TaskCompletionSource done)
    {
        _pong = pong;
        _toSend = _toCome = count;
        _inFlight = inFlight;
        _done = done;
    }

    protected override void OnReceive(object message)
    {
        if (message is "go")
        {
            for (var i = 0; i < _inFlight; i++)
                Send(new object());
            return;
        }
        if (--_toCome == 0)
            _done.SetResult();
        Send(message);
    }

    private void Send(object message)
    {
        if (_toSend-- > 0)
            _pong.Tell(message, Self);
    }
}

/// <summary>Does nothing.</summary>
internal sealed class Idle : UntypedActor
{
    protected override void OnReceive(object message) => Context.Stop(Self);
}

/// <summary>Has children: a batch one after another with at most a hundred alive, or many at once.</summary>
internal sealed class Nursery : UntypedActor
{
    private static readonly Props IdleProps = Props.Create(() => new Idle());

    private IActorRef _asker = ActorRefs.Nobody;
    private int _toMake;
    private int _alive;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Batch batch:
                _asker = Sender;
                _toMake = batch.Count;
                while (_alive < 100 && _toMake > 0)
                    Make();
                break;
            case Terminated:
                _alive--;
                if (_toMake > 0)
                    Make();
                else if (_alive == 0)
                    _asker.Tell("done");
                break;
            case Fill fill:
                IActorRef last = ActorRefs.Nobody;
                for (var i = 0; i < fill.Count; i++)
                    last = Context.ActorOf(IdleProps);
                if (last.IsNobody())
                    Sender.Tell("done");
                else
                    last.Tell(new Identify(0), Sender);
                break;
        }
    }

    private void Make()
    {
        _toMake--;
        _alive++;
        Context.Watch(Context.ActorOf(IdleProps)).Tell("stop");
    }
}

/// <summary>Starts one timer again and again.</summary>
internal sealed class Timed : UntypedActor, IWithTimers
{
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnReceive(object message)
    {
        for (var i = ((Batch)message).Count; i > 0; i--)
            Timers.StartSingleTimer("timer", "tick", TimeSpan.FromSeconds(30));
        Timers.CancelAll();
        Sender.Tell("done");
    }
}
