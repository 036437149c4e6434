using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Configs;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// A test's own actor and what a test expects of it. The test actor runs on the thread that tells it, and is the implicit sender of what
/// the test tells, unless the kit is <see cref="INoImplicitSender"/>.
/// </summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    /// <summary>
    /// Tells when a thread leaves a test, to take the test's implicit sender from it: code that the thread runs later is no part of the test.
    /// </summary>
    private static readonly AsyncLocal<ActorCell> s_test = new(change =>
    {
        if (change.ThreadContextChanged && change.PreviousValue is { } left && ReferenceEquals(InternalCurrentActorCellKeeper.Current, left))
        {
            InternalCurrentActorCellKeeper.Current = null;
        }
    });

    private static int s_lastTestActor;

    private readonly ITestKitAssertions _assertions;
    private readonly ReceivedMessages _received = new();
    private MessageEnvelope _last = NullMessageEnvelope.Instance;
    private long? _end;
    private bool _mayEndLate;

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem system = null, string testActorName = null)
        : this(assertions, system ?? ActorSystem.Create("test", DefaultConfig), system != null, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, Config config, string actorSystemName = null, string testActorName = null)
        : this(assertions, ActorSystem.Create(actorSystemName ?? "test", WithDefaults(config)), false, testActorName)
    {
    }

    private TestKitBase(ITestKitAssertions assertions, ActorSystem system, bool foreign, string testActorName)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        _assertions = assertions;
        Sys = system;
        if (foreign)
        {
            system.Settings.InjectTopLevelFallback(DefaultConfig);
        }

        TestKitSettings = TestKitExtension.For(system);
        Log = Logging.GetLogger(system, GetType());
        EventFilter = new EventFilterFactory(this, system);
        TestActor = CreateTestActor(string.IsNullOrEmpty(testActorName)
            ? $"testActor{Interlocked.Increment(ref s_lastTestActor)}"
            : testActorName);
        if (this is not INoImplicitSender)
        {
            InternalCurrentActorCellKeeper.Current = s_test.Value = ((ActorRefWithCell)TestActor).Cell;
        }
        else if (this is not TestProbe)
        {
            // A cell that an earlier test left on this thread must not become the sender.
            InternalCurrentActorCellKeeper.Current = null;
        }

        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(InternalCurrentActorCellKeeper.Current));
    }

    public static Config DefaultConfig { get; } = TestConfigs.DefaultConfig;

    /// <summary>Logs everything that can be logged.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString("""
        akka.log-dead-letters-during-shutdown = true
        akka.actor.debug { receive = true, autoreceive = true, lifecycle = true, event-stream = true, unhandled = true }
        akka.log-dead-letters = true
        akka.loglevel = DEBUG
        akka.stdout-loglevel = DEBUG
        """);

    public static TimeSpan Now => TimeSpan.FromTicks(DateTime.UtcNow.Ticks);

    public ActorSystem Sys { get; }

    public TestKitSettings TestKitSettings { get; }

    public IActorRef TestActor { get; }

    public ILoggingAdapter Log { get; }

    public EventFilterFactory EventFilter { get; }

    /// <summary>The sender of the message that was taken last.</summary>
    public IActorRef LastSender => _last.Sender;

    public object LastMessage => _last.Message;

    public bool HasMessages => !_received.IsEmpty;

    /// <summary>What is left of Within; only inside of it.</summary>
    public TimeSpan Remaining =>
        _end is { } end ? Left(end) : throw new InvalidOperationException("Remaining may not be called outside of \"within\"");

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentException("Must be positive TimeSpan", nameof(duration));
        }

        return duration is { } given ? Dilated(given) : RemainingOrDefault;
    }

    /// <summary>The duration times <c>akka.test.timefactor</c>.</summary>
    public TimeSpan Dilated(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentException("Must not be negative", nameof(duration));
        }

        return duration * TestKitSettings.TestTimeFactor;
    }

    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? TestKitSettings.SingleExpectDefault;

    /// <summary>Messages for which the condition holds are dropped before the test sees them.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new TestActor.SetIgnore(m => shouldIgnoreMessage(m)), ActorRefs.NoSender);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        IgnoreMessages(m => m is TMsg message && shouldIgnoreMessage(message));

    public void IgnoreMessages<TMsg>() => IgnoreMessages(m => m is TMsg);

    public void IgnoreNoMessages() => TestActor.Tell(new TestActor.SetIgnore(null), ActorRefs.NoSender);

    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new TestActor.SetAutoPilot(pilot), ActorRefs.NoSender);

    /// <summary>The test actor watches; it is watching when this returns.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Ask(new TestActor.Watch(actorToWatch), RemainingOrDefault).GetAwaiter().GetResult();
        return actorToWatch;
    }

    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await TestActor.Ask(new TestActor.Watch(actorToWatch), RemainingOrDefault);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Ask(new TestActor.Unwatch(actorToUnwatch), RemainingOrDefault).GetAwaiter().GetResult();
        return actorToUnwatch;
    }

    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await TestActor.Ask(new TestActor.Unwatch(actorToUnwatch), RemainingOrDefault);
        return actorToUnwatch;
    }

    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    public IActorRef CreateTestActor(string name) => ((ExtendedActorSystem)Sys).SystemActorOf(
        Props.Create(() => new InternalTestActor(_received)).WithDispatcher(CallingThreadDispatcher.Id), name);

    public virtual TestProbe CreateTestProbe(string name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string name = null) => new(system, _assertions, name);

    public virtual TestLatch CreateTestLatch(int count = 1) => new(Dilated, TestKitSettings.DefaultTimeout, count);

    public TestBarrier CreateTestBarrier(int count) => new(this, count, TestKitSettings.DefaultTimeout);

    /// <summary>Terminates a system and waits for its end, 5 s unless told.</summary>
    /// <exception cref="TimeoutException">It did not end in time and <paramref name="verifySystemShutdown"/> asks for that.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= Sys;
        var max = duration ?? Dilated(TimeSpan.FromSeconds(5)).Min(TimeSpan.FromSeconds(10));
        if (system.Terminate().Wait(max))
        {
            return;
        }

        var message = $"Failed to stop [{system.Name}] within [{max}].";
        if (verifySystemShutdown)
        {
            throw new TimeoutException(message);
        }

        system.Log.Warning(message);
    }

    protected TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? Left(end) : duration;

    internal ITestKitAssertions Assertions => _assertions;

    private static Config WithDefaults(Config config) =>
        config == null || ReferenceEquals(config, DefaultConfig) ? DefaultConfig : config.WithFallback(DefaultConfig);

    private static long Clock => Stopwatch.GetElapsedTime(0).Ticks;

    private static TimeSpan Left(long end) => TimeSpan.FromTicks(Math.Max(0, end - Clock));

    private static T Finished<T>(ValueTask<T> done) => done.AsTask().GetAwaiter().GetResult();

    private void Trace(string format, params object[] args)
    {
        if (TestKitSettings.LogTestKitCalls)
        {
            Log.Debug(format, args);
        }
    }
}
