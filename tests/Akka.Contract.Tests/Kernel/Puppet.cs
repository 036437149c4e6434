using Akka.Actor;

namespace Akka.Contract.Tests.Kernel;

public sealed class BoomException(string message = "boom") : Exception(message);

/// <summary>Code to be run inside of a puppet.</summary>
public sealed record Run(Action<Puppet> Code)
{
    internal TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>An actor that does what a spec says and tells its life to a journal.</summary>
public class Puppet : UntypedActor, IWithTimers, IWithUnboundedStash
{
    public Puppet(Journal journal, string name)
    {
        Journal = journal;
        PuppetName = name;
        Tell("new");
    }

    public static Props Of(Journal journal, string name) => Props.Create(() => new Puppet(journal, name));

    public ITimerScheduler Timers { get; set; } = null!;
    public IStash Stash { get; set; } = null!;
    public Journal Journal { get; }
    public string PuppetName { get; }
    public IActorRef Me => Self;
    public IActorRef From => Sender;
    public IActorContext Ctx => ((IInternalActor)this).ActorContext;
    public Action<Puppet, object>? OnMessage { get; set; }
    public Action<Puppet>? OnPostStop { get; set; }

    public IActorRef Child(string name) => Context.ActorOf(Of(Journal, name), name);
    public void Tell(string what) => Journal.Add($"{PuppetName} {what}");

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Run run:
                try
                {
                    run.Code(this);
                    run.Done.TrySetResult();
                }
                catch (Exception cause)
                {
                    run.Done.TrySetException(cause);
                    throw;
                }
                break;
            case Exception cause:
                throw cause;
            case Terminated terminated:
                Tell($"saw {terminated.ActorRef.Path.Name} die");
                break;
            default:
                if (OnMessage is { } handle)
                    handle(this, message);
                else
                    Tell($"got {message}");
                break;
        }
    }

    protected override void PreStart() => Tell("PreStart");

    protected override void PostStop()
    {
        Tell("PostStop");
        OnPostStop?.Invoke(this);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Tell($"PreRestart {reason.Message}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        Tell($"PostRestart {reason.Message}");
        base.PostRestart(reason);
    }
}
