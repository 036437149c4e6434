using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Settings;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>
/// Brings events to those who want them: one <see cref="EndpointActor"/> for each handler of the configuration, each with a queue of its own in the store; and
/// lets the journal forget. Supervised by the user guardian; its death loses nothing that is in the journal.
/// </summary>
internal sealed class EventRelay : ReceiveActor, IWithTimers
{
    /// <param name="settings">Who gets events.</param>
    /// <param name="journal">What happened.</param>
    /// <param name="clock">The wall clock.</param>
    /// <param name="senders">Makes what brings events to a handler; null = HTTP and programs.</param>
    public static Props Create(ModemActorsSettings settings, IEventJournal journal, TimeProvider clock, Func<string, IEventSender>? senders = null) =>
        Props.Create(() => new EventRelay(settings, journal, clock, senders));

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_firstPurge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_purge = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_nextStretch = TimeSpan.FromMilliseconds(100);

    private readonly ModemActorsSettings _settings;
    private readonly IEventJournal _journal;
    private readonly TimeProvider _clock;
    private readonly Func<string, IEventSender> _senders;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<IActorRef> _stillSending = [];
    private readonly HashSet<string> _gone = [];
    private IActorRef _endSending = ActorRefs.Nobody;
    private IDisposable? _subscription;
    private long _seen;
    private int _lookDue;
    private bool _looking;
    private bool _lookAgain;

    public EventRelay(ModemActorsSettings settings, IEventJournal journal, TimeProvider clock, Func<string, IEventSender>? senders)
    {
        (_settings, _journal, _clock, _senders) = (settings, journal, clock, senders ?? SenderOf);
        Become(Relaying);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.ActorOf(EventScribe.Create(_journal, _clock), "~scribe");
        Timers.StartPeriodicTimer(Tick.Purge, Tick.Purge, s_firstPurge, s_purge);
        Register();
    }

    protected override void PostStop() => _subscription?.Dispose();

    private void Relaying()
    {
        Receive<Registered>(registered => OnRegistered(registered.Endpoints));
        Receive<Look>(_ =>
        {
            Interlocked.Exchange(ref _lookDue, 0);
            LookAtJournal();
        });
        Receive<JournalGrowth>(OnGrown);
        Receive<RelayProtocol.Gone>(OnGone);
        Receive<TestHandler>(test => Pass(test.Handler, test));
        Receive<EnableHandler>(enable => OnEnable(enable.Handler));
        Receive<Enabled>(enabled => OnEnabled(enabled));
        Receive<HandlerRefused>(refused => Sender.Tell(refused));
        Receive<HandlerQueueChanged>(TellAll);
        Receive<EndSending>(_ => OnEndSending());
        Receive<SendingEnded>(_ => OnEnded(Sender));
        Receive<Terminated>(terminated => OnTerminated(terminated.ActorRef));
        Receive<Tick>(tick => tick == Tick.Register, _ => Register());
        Receive<Tick>(tick => tick == Tick.Purge, _ => Purge());
        Receive<Purged>(purged => purged.More, _ => Timers.StartSingleTimer(Tick.NextStretch, Tick.NextStretch, s_nextStretch));
        Receive<Purged>(_ => { });
        Receive<Tick>(tick => tick == Tick.NextStretch, _ => Purge());
        Receive<RegisterFailed>(failed =>
        {
            _log.Error(failed.Cause, "the store failed to take the handlers; trying again");
            Timers.StartSingleTimer(Tick.Register, Tick.Register, s_again);
        });
        Receive<LookFailed>(failed =>
        {
            _looking = false;
            _log.Error(failed.Cause, "the journal could not be read; trying again");
            Timers.StartSingleTimer(Look.Instance, Look.Instance, s_again);
        });
        Receive<PurgeFailed>(failed => _log.Warning(failed.Cause, "what is old could not be taken out of the journal; trying again in {0}", s_purge));
    }

    private void Register()
    {
        List<EndpointDefinition> endpoints = [.. _settings.Handlers.Webhooks.Select(webhook => new EndpointDefinition(webhook.Name, EndpointKind.Webhook, webhook.Target))];
        if (_settings.Handlers.Exec is { } exec)
            endpoints.Add(new EndpointDefinition(ExecSettings.Name, EndpointKind.Exec, string.Join(' ', exec.Command)));
        _journal.RegisterAsync(endpoints).PipeTo(Self, success: records => new Registered(records), failure: cause => new RegisterFailed(cause));
    }

    private void OnRegistered(IReadOnlyList<EndpointRecord> records)
    {
        foreach (var record in records.Where(record => Context.Child(record.Name).IsNobody()))
            Begin(record);
        if (records.Count == 0 || _subscription is not null)
            return;
        var self = Self;
        _subscription = _journal.OnAppended(() =>
        {
            if (Interlocked.Exchange(ref _lookDue, 1) == 0)
                self.Tell(Look.Instance);
        });
        LookAtJournal();
    }

    private void Begin(EndpointRecord record)
    {
        if (record.State != EndpointState.Active)
        {
            _log.Warning("{0} gets no events: {1}; 'modemactors webhooks enable {0}' switches it on again", record.Name, record.Reason);
            return;
        }

        if (record.Pending > 0)
            _log.Info("{0}: {1} events wait for it", record.Name, record.Pending);
        var (patterns, concurrency) = record.Name == ExecSettings.Name
            ? (_settings.Handlers.Exec!.Events, _settings.Handlers.Exec.Concurrency)
            : _settings.Handlers.Webhooks.Where(webhook => webhook.Name == record.Name).Select(webhook => (webhook.Events, webhook.Concurrency)).Single();
        var endpoint = new Endpoint(record.Name, EventFilter.Of(patterns), concurrency, record.Position);
        var name = record.Name;
        _gone.Remove(name);
        Context.Watch(Context.ActorOf(EndpointActor.Create(endpoint, () => _senders(name), _journal, _clock), name));
    }

    private IEventSender SenderOf(string name) => name == ExecSettings.Name
        ? new ExecSender(_settings.Handlers.Exec!)
        : new WebhookSender(_settings.Handlers.Webhooks.Single(webhook => webhook.Name == name), _settings.Handlers, _clock);

    private void LookAtJournal()
    {
        _lookAgain = _looking;
        if (_looking)
            return;
        _looking = true;
        _journal.LookAsync(_seen).PipeTo(Self, failure: cause => new LookFailed(cause));
    }

    private void OnGrown(JournalGrowth growth)
    {
        _looking = false;
        if (growth.Newest > _seen)
            TellAll(new RelayProtocol.Grew(_seen, growth));
        _seen = growth.Newest;
        if (_lookAgain)
            LookAtJournal();
    }

    private void OnGone(RelayProtocol.Gone gone)
    {
        _log.Error("{0} is gone for good and gets no events any more: {1}; 'modemactors webhooks enable {0}' switches it on again", gone.Endpoint, gone.Reason);
        Context.Stop(Sender);
        _gone.Add(gone.Endpoint);
        _journal.SetEndpointStateAsync(gone.Endpoint, EndpointState.Disabled, gone.Reason)
            .PipeTo(Self, success: _ => new Purged(false), failure: cause => new PurgeFailed(cause));
        Context.System.EventStream.Publish(new HandlerDisabled(gone.Endpoint, gone.Reason));
    }

    private void OnEnable(string handler)
    {
        var (sender, self) = (Sender, Self);
        if (!IsConfigured(handler))
            sender.Tell(new HandlerRefused(handler, Unknown(handler)));
        else if (!Context.Child(handler).IsNobody() && !_gone.Contains(handler))
            sender.Tell(new HandlerEnabled(handler));
        else
            EnableAsync(handler).PipeTo(self, sender, success: record => new Enabled(record, sender), failure: cause => new HandlerRefused(handler, cause.Message));
    }

    private async Task<EndpointRecord> EnableAsync(string handler)
    {
        await _journal.SetEndpointStateAsync(handler, EndpointState.Active, null).ConfigureAwait(false);
        return (await _journal.ListEndpointsAsync().ConfigureAwait(false)).Single(record => record.Name == handler);
    }

    private void OnEnabled(Enabled enabled)
    {
        var name = enabled.Endpoint.Name;
        if (!Context.Child(name).IsNobody())
        {
            // it is still about to stop
            Timers.StartSingleTimer(name, enabled, s_nextStretch);
            return;
        }

        Begin(enabled.Endpoint);
        enabled.Asker.Tell(new HandlerEnabled(name));
    }

    private void Pass(string handler, object message)
    {
        var endpoint = Context.Child(handler);
        if (IsConfigured(handler) && !endpoint.IsNobody())
            endpoint.Forward(message);
        else
            Sender.Tell(new HandlerRefused(handler, IsConfigured(handler) ? $"{handler} is switched off; enable it first" : Unknown(handler)));
    }

    private bool IsConfigured(string handler) => handler == ExecSettings.Name
        ? _settings.Handlers.Exec is not null
        : _settings.Handlers.Webhooks.Any(webhook => webhook.Name == handler);

    private string Unknown(string handler)
    {
        var names = _settings.Handlers.Webhooks.Select(webhook => webhook.Name).Concat(_settings.Handlers.Exec is null ? [] : [ExecSettings.Name]).ToList();
        return $"there is no handler '{handler}'; {(names.Count == 0 ? "none is configured" : $"there are: {string.Join(", ", names)}")}";
    }

    private void TellAll(object message)
    {
        foreach (var child in Context.GetChildren().Where(child => IsConfigured(child.Path.Name)))
            child.Tell(message);
    }

    private void Purge()
    {
        TellAll(RelayProtocol.NotePosition.Instance);
        var now = _clock.GetUtcNow();
        _journal.PurgeAsync(now - _settings.EventRetention, now - _settings.Handlers.KeepDead).PipeTo(
            Self, success: more => new Purged(more), failure: cause => new PurgeFailed(cause));
    }

    private void OnEndSending()
    {
        _endSending = Sender;
        _stillSending.UnionWith(Context.GetChildren().Where(child => IsConfigured(child.Path.Name)));
        TellAll(EndSending.Instance);
        if (_stillSending.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private void OnEnded(IActorRef endpoint)
    {
        if (_stillSending.Remove(endpoint) && _stillSending.Count == 0)
            _endSending.Tell(SendingEnded.Instance);
    }

    private void OnTerminated(IActorRef endpoint)
    {
        OnEnded(endpoint);
        if (_gone.Contains(endpoint.Path.Name) || !_endSending.IsNobody())
            return;
        _log.Error("{0} ended by a fault in the program; it begins anew", endpoint.Path.Name);
        Timers.StartSingleTimer(Tick.Register, Tick.Register, s_again);
    }

    private enum Tick
    {
        Register,
        Purge,
        NextStretch,
    }

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }

    private sealed record Registered(IReadOnlyList<EndpointRecord> Endpoints);

    private sealed record Enabled(EndpointRecord Endpoint, IActorRef Asker);

    private sealed record Purged(bool More);

    private sealed record RegisterFailed(Exception Cause);

    private sealed record LookFailed(Exception Cause);

    private sealed record PurgeFailed(Exception Cause);
}
