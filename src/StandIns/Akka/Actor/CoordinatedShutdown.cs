using System.Collections.Immutable;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Makes the extension.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new((ActorSystemImpl)system);
}

/// <summary>
/// Ends a system in phases: the tasks of a phase run side by side; a task that fails or is late does not keep the next phase from running. It runs once.
/// The last phase terminates the system.
/// </summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly ImmutableArray<string> Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop, PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterExiting, PhaseClusterExitingDone, PhaseClusterShutdown,
        PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Run)>> _tasks = [];
    private readonly ActorSystemImpl _system;
    private readonly ILoggingAdapter _log;
    private Task<Done> _run;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        _system = system;
        _log = Logging.GetLogger(system, this);
        if (system.Settings.CoordinatedShutdownTerminateActorSystem)
            AddTask(PhaseActorSystemTerminate, "terminate-system", EndSystem);
    }

    public ExtendedActorSystem System => _system;

    /// <summary>Null until it runs.</summary>
    public Reason ShutdownReason { get; private set; }

    public TimeSpan TotalTimeout => Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + Timeout(phase));

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!Phases.Contains(phase))
            throw new ConfigurationException(Unknown(phase));
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        ArgumentNullException.ThrowIfNull(task);
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks[phase] = tasks = [];
            tasks.Add((taskName, task));
        }
    }

    /// <summary>How long a phase may take: 5 s, 10 s for the last, unless configured.</summary>
    public TimeSpan Timeout(string phase)
    {
        CheckPhase(phase);
        var config = _system.Settings.Config;
        var @default = phase is PhaseActorSystemTerminate or PhaseClusterExiting or PhaseClusterShardingShutdownRegion
            ? TimeSpan.FromSeconds(10)
            : config.GetTimeSpan("akka.coordinated-shutdown.default-phase-timeout", TimeSpan.FromSeconds(5));
        return config.GetTimeSpan($"akka.coordinated-shutdown.phases.{phase}.timeout", @default, allowInfinite: false);
    }

    /// <summary>Runs the phases from <paramref name="fromPhase"/> (null: the first) on. The second call gives the task of the first.</summary>
    public Task<Done> Run(Reason reason, string fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (fromPhase is not null)
            CheckPhase(fromPhase);
        lock (_gate)
        {
            if (_run is not null)
                return _run;
            ShutdownReason = reason;
            return _run = Task.Run(() => RunPhases(fromPhase ?? Phases[0]));
        }
    }

    private async Task<Done> RunPhases(string first)
    {
        foreach (var phase in Phases.SkipWhile(phase => phase != first))
        {
            (string Name, Func<Task<Done>> Run)[] tasks;
            lock (_gate)
                tasks = _tasks.TryGetValue(phase, out var found) ? [.. found] : [];
            if (tasks.Length == 0)
                continue;
            _log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", phase, tasks.Length, string.Join(",", tasks.Select(task => task.Name)));
            var all = Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run)));
            try
            {
                await all.WaitAsync(Timeout(phase)).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase, Timeout(phase));
            }
        }
        return Done.Instance;
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> run)
    {
        try
        {
            await Task.Run(run).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            _log.Error(cause, "Task [{0}] failed in phase [{1}]: {2}", name, phase, cause.Message);
        }
    }

    private async Task<Done> EndSystem()
    {
        await _system.FinalTerminate().ConfigureAwait(false);
        return Done.Instance;
    }

    private static void CheckPhase(string phase)
    {
        if (!Phases.Contains(phase))
            throw new ArgumentException(Unknown(phase), nameof(phase));
    }

    private static string Unknown(string phase) => $"Unknown phase [{phase}], known phases [{string.Join(",", Phases)}]";

    /// <summary>Why the system ends.</summary>
    public class Reason
    {
        protected Reason() { }
        public override string ToString() => GetType().Name;
    }

    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();
        private UnknownReason() { }
    }

    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();
        private ActorSystemTerminateReason() { }
    }

    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();
        private ClrExitReason() { }
    }
}
