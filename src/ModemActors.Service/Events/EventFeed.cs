using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Storage;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary>
/// The newest events, read from the journal once for all who follow it live. Whoever is too slow for it reads the journal for himself, so that nobody waits
/// for anybody. It works only while somebody follows.
/// </summary>
internal sealed class EventFeed(ActorSystem system, IReadOnlyActorRegistry registry, IMessageStore store, ILogger<EventFeed> log)
{
    /// <summary>How many may follow at once.</summary>
    public const int MostFollowers = 256;

    private const int Kept = 1_024;
    private const int PageLength = 256;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<EventFrame> _tail = new(Kept);
    private readonly Dictionary<string, (long Version, byte[] Frame)> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDisposable? _subscription;
    private IActorRef _ear = ActorRefs.Nobody;
    private Task<long>? _started;
    private int _followers;
    private bool _reading;
    private bool _readAgain;
    private long _keptFrom;
    private long _newest;
    private long _version;

    /// <summary>Ends at the next event or status. To be taken before looking for them.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Begins to follow, unless too many do. Each time must be ended with <see cref="Leave"/>.</summary>
    /// <param name="newest">The newest event's place, once the feed knows it.</param>
    public bool TryJoin(out Task<long> newest)
    {
        lock (_gate)
        {
            newest = Task.FromResult(_newest);
            if (_followers == MostFollowers)
                return false;
            if (++_followers == 1)
                _started = StartAsync();
            if (!_started!.IsCompletedSuccessfully)
                newest = _started;
            return true;
        }
    }

    /// <summary>Ends following.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_followers > 0)
                return;
            _subscription?.Dispose();
            _subscription = null;
            StopEar();
            _tail.Clear();
            _statuses.Clear();
        }
    }

    /// <summary>What came behind a place; false if that is too long ago for the feed, so that only the journal knows.</summary>
    public bool TryTake(long position, List<EventFrame> frames)
    {
        lock (_gate)
        {
            if (position < _keptFrom)
                return false;
            frames.AddRange(_tail.Where(frame => frame.Id > position));
            return true;
        }
    }

    /// <summary>The statuses that changed since a version, each modem's newest only; returns the version now.</summary>
    public long TakeStatuses(long since, List<byte[]> frames)
    {
        lock (_gate)
        {
            frames.AddRange(_statuses.Values.Where(status => status.Version > since).OrderBy(status => status.Version).Select(status => status.Frame));
            return _version;
        }
    }

    private async Task<long> StartAsync()
    {
        var newest = (await store.Journal.GetStateAsync().ConfigureAwait(false)).Newest;
        lock (_gate)
        {
            (_keptFrom, _newest) = (newest, newest);
            if (_followers == 0)
                return newest;
            _subscription?.Dispose();
            _subscription = store.Journal.OnAppended(Read);
            StopEar();
            _ear = system.ActorOf(StatusEar.Create(this, registry));
        }

        // what was written between the look and the subscription
        Read();
        return newest;
    }

    private void StopEar()
    {
        if (!_ear.IsNobody())
            system.Stop(_ear);
        _ear = ActorRefs.Nobody;
    }

    private void Read()
    {
        lock (_gate)
        {
            _readAgain = true;
            if (_reading || _subscription is null)
                return;
            _reading = true;
        }

        _ = ReadAllAsync();
    }

    private async Task ReadAllAsync()
    {
        while (true)
        {
            long after;
            lock (_gate)
            {
                if (!_readAgain || _subscription is null)
                {
                    _reading = false;
                    return;
                }

                _readAgain = false;
                after = _newest;
            }

            try
            {
                var page = await store.Journal.ReadAsync(after, PageLength).ConfigureAwait(false);
                Keep(page, after);
            }
            catch (Exception cause) when (cause is StoreException or ObjectDisposedException)
            {
                log.LogWarning("The journal could not be read for those who follow the events: {Reason}", cause.Message);
                await Task.Delay(s_again).ConfigureAwait(false);
                lock (_gate)
                    _readAgain = cause is StoreException;
            }
        }
    }

    private void Keep(JournalPage page, long after)
    {
        if (page.Events.Count == 0)
            return;
        var frames = page.Events.Select(EventFrame.Of).ToList();
        TaskCompletionSource changed;
        lock (_gate)
        {
            // those who followed before left meanwhile, and others came
            if (after != _newest)
                return;
            foreach (var frame in frames)
            {
                if (_tail.Count == Kept)
                    _keptFrom = _tail.Dequeue().Id;
                _tail.Enqueue(frame);
            }

            _newest = page.Position;
            _readAgain |= page.More;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private void Keep(ModemStatus status, bool isNews)
    {
        var frame = EventFrame.OfStatus(status, TimeProvider.System.GetUtcNow());
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (!isNews && _statuses.ContainsKey(status.Modem))
                return;
            _statuses[status.Modem] = (++_version, frame);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>Hears how the modems are. Supervised by the user guardian; lives while somebody follows.</summary>
    private sealed class StatusEar : ReceiveActor
    {
        public static Props Create(EventFeed feed, IReadOnlyActorRegistry registry) => Props.Create(() => new StatusEar(feed, registry));

        private readonly IReadOnlyActorRegistry _registry;

        public StatusEar(EventFeed feed, IReadOnlyActorRegistry registry)
        {
            _registry = registry;
            Receive<ModemStatusChanged>(changed => feed.Keep(changed.Status, isNews: true));
            Receive<ModemList>(list =>
            {
                foreach (var status in list.Modems)
                    feed.Keep(status, isNews: false);
            });
        }

        protected override void PreStart()
        {
            Context.System.EventStream.Subscribe(Self, typeof(ModemStatusChanged));
            if (_registry.TryGet<Fleet>(out var fleet))
                fleet.Tell(ListModems.Instance);
        }
    }
}
