using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The one kind of system here.</summary>
public sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    internal const string CallingThreadDispatcher = "akka.test.calling-thread-dispatcher";

    private readonly LocalActorRefProvider _provider;
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<Action> _onTermination = new();
    private readonly StandardOutLogger _stdout = new();
    private IScheduler _scheduler;
    private ILoggingAdapter _log = NoLogger.Instance;
    private IActorRef _deadLetterListener;
    private bool _ended;

    internal ActorSystemImpl(string name, Config config)
    {
        if (name is null || !NamePattern().IsMatch(name))
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        Name = name;
        Settings = new Settings(this, config);
        Throughput = Math.Max(1, Settings.Config.GetInt("akka.actor.default-dispatcher.throughput", 30));
        EventStream = new EventStream(debug: false);
        _provider = new LocalActorRefProvider(this);
    }

    public override string Name { get; }
    public override Settings Settings { get; }
    public override EventStream EventStream { get; }
    public override IActorRef DeadLetters => _provider.DeadLetters;
    public override IScheduler Scheduler => _scheduler;
    public override ILoggingAdapter Log => _log;
    public override Task WhenTerminated => _terminated.Task;
    public override IActorRefProvider Provider => _provider;
    public override IInternalActorRef Guardian => _provider.Guardian;
    public override IInternalActorRef LookupRoot => _provider.RootGuardian;
    public override IInternalActorRef SystemGuardian => _provider.SystemGuardian;

    internal int Throughput { get; }
    internal TempContainer Temp => _provider.Temp;
    private string LogSource => $"ActorSystem({Name})";

    internal void Start()
    {
        EventStream.AddLogger(_stdout, Logging.LogLevelFor(Settings.StdoutLogLevel));
        _log = new BusLogging(EventStream, LogSource, typeof(ActorSystem), Settings.LogFormatter);
        _scheduler = NewScheduler();
        StartTime = _scheduler.MonotonicClock;
        _provider.Start();
        StartLoggers();
        if (Settings.DebugUnhandledMessage)
            EventStream.Subscribe(SystemActorOf<UnhandledMessageForwarder>("UnhandledMessageForwarder"), typeof(UnhandledMessage));
        if (Settings.LogDeadLetters > 0)
        {
            var listener = Props.Create(typeof(DeadLetterListener), Settings.LogDeadLetters, Settings.LogDeadLettersSuspendDuration);
            _deadLetterListener = SystemActorOf(listener, "deadLetterListener");
            foreach (var letters in new[] { typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage) })
                EventStream.Subscribe(_deadLetterListener, letters);
        }
        LoadExtensions();
        if (Settings.LogConfigOnStart)
            _log.Info(Settings.ToString());
    }

    public override IActorRef ActorOf(Props props, string name = null) => _provider.Guardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string name = null) => _provider.SystemGuardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf<TActor>(string name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => Akka.Actor.ActorSelection.From(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.From(actorPath, this, _provider.RootGuardian);

    public override void Stop(IActorRef actor)
    {
        if (actor is LocalActorRef { Parent: LocalActorRef parent } && (parent.Equals(Guardian) || parent.Equals(SystemGuardian)))
            parent.Cell.Stop(actor);
        else
            ((IInternalActorRef)actor).Stop();
    }

    public override void RegisterOnTermination(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (_onTermination)
        {
            if (_ended)
                throw new InvalidOperationException("ActorSystem already terminated.");
            _onTermination.Push(code);
        }
    }

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    public override void Abort() => FinalTerminate();

    internal Task FinalTerminate()
    {
        EventStream.Publish(new Debug(LogSource, typeof(ActorSystem), "System shutdown initiated"));
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null)
            Stop(_deadLetterListener);
        _provider.Guardian.Stop();
        return WhenTerminated;
    }

    internal void NoteTerminated()
    {
        Action[] last;
        lock (_onTermination)
        {
            _ended = true;
            last = [.. _onTermination];
            _onTermination.Clear();
        }
        foreach (var action in last)
        {
            try
            {
                action();
            }
            catch (Exception cause)
            {
                _log.Error(cause, "A termination callback failed");
            }
        }
        (_scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }

    public override object RegisterExtension(IExtensionId extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;
    }

    public override object GetExtension(IExtensionId extensionId) =>
        TryGetExtension(extensionId.ExtensionType, out var extension) ? extension : RegisterExtension(extensionId);

    public override T GetExtension<T>() => TryGetExtension<T>(out var extension) ? extension : null;

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var lazy) ? lazy.Value : null;
        return extension is not null;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        var found = TryGetExtension(typeof(T), out var untyped);
        extension = (T)untyped;
        return found;
    }

    internal static Type TypeNamed(string name, string path) =>
        Type.GetType(name) ?? typeof(ActorSystem).Assembly.GetType(name.Split(',')[0].Trim())
        ?? throw new ConfigurationException($"[{path}] names [{name}], a type that can't be found");

    /// <summary>Registers what <c>akka.extensions</c> names.</summary>
    private void LoadExtensions()
    {
        foreach (var name in Settings.Config.GetStringList("akka.extensions"))
        {
            var type = TypeNamed(name, "akka.extensions");
            if (type.IsAbstract || !typeof(IExtensionId).IsAssignableFrom(type))
                throw new ConfigurationException($"[akka.extensions] names [{name}], which is no ExtensionId");
            RegisterExtension((IExtensionId)Activator.CreateInstance(type));
        }
    }

    private IScheduler NewScheduler()
    {
        var type = TypeNamed(Settings.SchedulerClass, "akka.scheduler.implementation");
        return (IScheduler)(type.GetConstructor([typeof(Config), typeof(ILoggingAdapter)]) is { } constructor
            ? constructor.Invoke([Settings.Config.GetConfig("akka.scheduler"), _log])
            : Activator.CreateInstance(type));
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-]*$")]
    private static partial Regex NamePattern();
}
