using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>The tree of one system: <c>/user</c>, <c>/system</c>, <c>/temp</c>, <c>/deadLetters</c>.</summary>
internal sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly TempContainer _temp;
    private long _tempNumber;

    internal LocalActorRefProvider(ActorSystemImpl system)
    {
        System = system;
        DefaultAddress = new Address("akka", system.Name);
        RootPath = new RootActorPath(DefaultAddress);
        DeadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", system.EventStream);
        _temp = new TempContainer(this);
        AboveRoot = new AboveRoot(this);
        var root = new LocalActorRef(system, Props.Create(typeof(RootGuardianActor)), RootPath, AboveRoot);
        RootGuardian = new RootGuardianRef(this, root, _temp);
        Root = root;
    }

    internal ActorSystemImpl System { get; }
    internal AboveRoot AboveRoot { get; }
    internal LocalActorRef Root { get; }
    internal TempContainer Temp => _temp;

    public IInternalActorRef RootGuardian { get; }
    public LocalActorRef Guardian { get; private set; }
    public LocalActorRef SystemGuardian { get; private set; }
    public IActorRef DeadLetters { get; }
    public ActorPath RootPath { get; }
    public Address DefaultAddress { get; }

    internal void Start()
    {
        Root.Start();
        var strategy = (SupervisorStrategyConfigurator)Activator.CreateInstance(
            ActorSystemImpl.TypeNamed(System.Settings.SupervisorStrategyClass, "akka.actor.guardian-supervisor-strategy"));
        Guardian = (LocalActorRef)Root.Cell.AttachChild(
            Props.Create(typeof(GuardianActor)).WithSupervisorStrategy(strategy.Create()), "user", "user");
        SystemGuardian = (LocalActorRef)Root.Cell.AttachChild(Props.Create(typeof(SystemGuardianActor), Guardian), "system", "system");
    }

    public ActorPath TempPath() => new ChildActorPath(_temp.Path, "$" + ActorCell.Base64(Interlocked.Increment(ref _tempNumber)), 0);

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Address != DefaultAddress)
            return DeadLetters;
        var found = actorPath.Depth == 0 ? RootGuardian : RootGuardian.GetChild(actorPath.ElementsWithUid);
        return found is Nobody ? new EmptyLocalActorRef(this, actorPath, System.EventStream) : found;
    }
}

/// <summary>Where the temporary references of Asks are found by path.</summary>
internal sealed class TempContainer(LocalActorRefProvider provider) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new(StringComparer.Ordinal);

    public override ActorPath Path { get; } = provider.RootPath / "temp";
    public override IActorRefProvider Provider => provider;

    internal void Add(IInternalActorRef child) => _children[child.Path.Name] = child;

    internal void Remove(IInternalActorRef child) => _children.TryRemove(child.Path.Name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name) => name.Count switch
    {
        0 => this,
        1 when _children.TryGetValue(name[0], out var child) => child,
        _ => ActorRefs.Nobody,
    };
}

/// <summary>The root as a starting point of paths: it also knows the names that are no actors.</summary>
internal sealed class RootGuardianRef(LocalActorRefProvider provider, LocalActorRef root, TempContainer temp) : MinimalActorRef
{
    public override ActorPath Path => root.Path;
    public override IActorRefProvider Provider => provider;

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        var names = name.Where(element => element.Length > 0).ToArray();
        return names switch
        {
            [] => this,
            ["temp", .. var rest] => temp.GetChild(rest),
            ["deadLetters"] => provider.DeadLetters,
            _ => root.GetChild(names),
        };
    }

    public override void SendSystemMessage(Dispatch.SysMsg.ISystemMessage message) => root.SendSystemMessage(message);
    protected override void TellInternal(object message, IActorRef sender) => root.Tell(message, sender);
}

/// <summary>Above the root: when the root is gone the system is; when the root fails the system ends.</summary>
internal sealed class AboveRoot(LocalActorRefProvider provider) : MinimalActorRef
{
    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "/above");
    public override IActorRefProvider Provider => provider;

    public override void SendSystemMessage(Dispatch.SysMsg.ISystemMessage message)
    {
        switch (message)
        {
            case Dispatch.SysMsg.Failed failed:
                provider.System.EventStream.Publish(new Event.Error(failed.Cause, Path.ToString(), typeof(AboveRoot), "guardian failed, shutting down system"));
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case Dispatch.SysMsg.DeathWatchNotification:
                provider.System.NoteTerminated();
                break;
        }
    }
}

internal sealed class RootGuardianActor : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override bool Receive(object message)
    {
        if (message is Terminated)
            Context.Stop(Self);
        return true;
    }
}

/// <summary>The parent of the user's actors.</summary>
internal sealed class GuardianActor : ActorBase
{
    protected override void PreRestart(Exception reason, object message) { }

    protected override bool Receive(object message)
    {
        Context.System.EventStream.Publish(new Event.DeadLetter(message, Sender, Self));
        return true;
    }
}

/// <summary>The parent of the system's own actors: it ends after <c>/user</c> has, and takes the root along.</summary>
internal sealed class SystemGuardianActor : ActorBase
{
    private readonly IActorRef _guardian;

    public SystemGuardianActor(IActorRef guardian) => _guardian = guardian;

    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    protected override void PreStart() => Context.Watch(_guardian);

    protected override void PreRestart(Exception reason, object message) { }

    protected override bool Receive(object message)
    {
        if (message is Terminated)
        {
            ((ActorSystemImpl)Context.System).StopLoggers();
            Context.Stop(Self);
        }
        else
        {
            Context.System.EventStream.Publish(new Event.DeadLetter(message, Sender, Self));
        }
        return true;
    }

    protected override void PostStop() => ((IInternalActorRef)Context.Parent).Stop();
}
