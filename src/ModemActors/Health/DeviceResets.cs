using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Health;

/// <summary>
/// Resets modems from outside, by USB and by power, for all of this node: one at a time on each bus, apart from each other on one hub, and the hub itself where all
/// modems on it fail together. Supervised by the user guardian; its death loses a reset under way, which the asker gives up after a while.
/// </summary>
internal sealed class DeviceResets : ReceiveActor, IWithTimers
{
    public static Props Create(IUsbBus usb, string? powerCommand, PortEndings endings, TimeProvider clock) =>
        Props.Create(() => new DeviceResets(usb, powerCommand, endings, clock));

    /// <summary>Where others hang on the same hub: whether they fail, too, shows within this time.</summary>
    private static readonly TimeSpan s_gathering = TimeSpan.FromSeconds(2);

    /// <summary>From one reset on a hub to the next: what it brought must show first.</summary>
    private static readonly TimeSpan s_spacing = TimeSpan.FromSeconds(10);

    /// <summary>Whoever asks so soon after the hub was reset was reset with it.</summary>
    private static readonly TimeSpan s_sharesHubReset = TimeSpan.FromMinutes(1);

    private readonly IUsbBus _usb;
    private readonly DeviceReset _reset;
    private readonly PortEndings _endings;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HubIncidents _incidents = new();
    private readonly List<Waiting> _waiting = [];
    private readonly HashSet<string> _busyBuses = [];
    private readonly Dictionary<string, DateTimeOffset> _lastOnHub = [];

    public DeviceResets(IUsbBus usb, string? powerCommand, PortEndings endings, TimeProvider clock)
    {
        (_usb, _endings, _clock) = (usb, endings, clock);
        _reset = new DeviceReset(usb, powerCommand);
        Become(Resetting);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Resetting()
    {
        Receive<ResetProtocol.Locate>(OnLocate);
        Receive<Found>(found =>
        {
            _incidents.Locate(found.Modem, found.Answer.UsbPath);
            _endings.Locate(found.Modem, found.Answer.UsbPath);
            found.Asker.Tell(found.Answer);
        });
        Receive<ResetProtocol.Sick>(sick => _incidents.Set(sick.Modem, sick.IsSick, _clock.GetUtcNow()));
        Receive<ResetProtocol.Reset>(OnReset);
        Receive<Finished>(OnFinished);
        Receive<Tick>(_ => RunNext());
    }

    private void OnLocate(ResetProtocol.Locate locate)
    {
        var (usb, asker) = (_usb, Sender);
        Task.Run(() => usb.Find(locate.PortName)).PipeTo(
            Self,
            success: found => new Found(locate.Modem, asker, new ResetProtocol.Located(locate.PortName, found?.UsbPath)),
            failure: _ => new Found(locate.Modem, asker, new ResetProtocol.Located(locate.PortName, null)));
    }

    private void OnReset(ResetProtocol.Reset reset)
    {
        var now = _clock.GetUtcNow();
        var gathers = reset is { Level: ResetLevel.Usb, UsbPath: { } path } && _incidents.HasNeighbours(path);
        _waiting.Add(new Waiting(reset, Sender, now + (gathers ? s_gathering : TimeSpan.Zero)));
        RunNext();
    }

    private void RunNext()
    {
        var now = _clock.GetUtcNow();
        foreach (var waiting in _waiting.Where(waiting => WasResetWithHub(waiting, now)).ToArray())
            Answer(waiting, true, $"USB hub {waiting.Hub} was reset, and this modem with it");
        foreach (var waiting in _waiting.Where(waiting => DueAt(waiting) <= now).ToArray())
        {
            // one more of the same bus was begun a moment ago
            if (_waiting.Contains(waiting) && !_busyBuses.Contains(waiting.Bus))
                Begin(waiting, now);
        }

        if (_waiting.Where(waiting => !_busyBuses.Contains(waiting.Bus)).Select(DueAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() is var due
            && due < DateTimeOffset.MaxValue)
            Timers.StartSingleTimer(Tick.Due, Tick.Due, due > now ? due - now : TimeSpan.FromMilliseconds(10));
    }

    private bool WasResetWithHub(Waiting waiting, DateTimeOffset now) =>
        waiting.Reset.Level == ResetLevel.Usb && _incidents.ResetAt(waiting.Hub) is { } at && now - at < s_sharesHubReset;

    private DateTimeOffset DueAt(Waiting waiting) =>
        _lastOnHub.TryGetValue(waiting.Hub, out var last) && last + s_spacing > waiting.NotBefore ? last + s_spacing : waiting.NotBefore;

    private void Begin(Waiting waiting, DateTimeOffset now)
    {
        var reset = waiting.Reset;
        _busyBuses.Add(waiting.Bus);
        _waiting.Remove(waiting);
        var hub = reset is { Level: ResetLevel.Usb, UsbPath: { } path } ? _incidents.HubInstead(path, now) : null;
        if (hub is not null)
            _log.Warning("all modems on USB hub {0} failed together; the hub is reset, and they with it", hub);
        var doing = reset switch
        {
            { Level: ResetLevel.Power } => _reset.PowerAsync(reset),
            { UsbPath: { } device } => _reset.UsbAsync(hub ?? device, hub is null ? reset.Attempt : 0),
            _ => Task.FromResult((IsDone: false, Detail: "it is not known to be a USB device")),
        };
        doing.PipeTo(
            Self,
            success: done => new Finished(waiting, hub, done.IsDone, done.Detail),
            failure: cause => new Finished(waiting, hub, false, cause.Message));
    }

    private void OnFinished(Finished finished)
    {
        var (waiting, hub, now) = (finished.Waiting, finished.Hub, _clock.GetUtcNow());
        _busyBuses.Remove(waiting.Bus);
        _lastOnHub[waiting.Hub] = now;
        if (hub is not null && !finished.IsDone)
        {
            // a hub that cannot be reset: the modems one by one
            _log.Warning("USB hub {0}: {1}", hub, finished.Detail);
            _incidents.HubWasReset(hub, now - s_sharesHubReset);
            _lastOnHub.Remove(waiting.Hub);
            _waiting.Insert(0, waiting);
        }
        else
        {
            if (hub is not null)
                _incidents.HubWasReset(hub, now);
            Answer(waiting, finished.IsDone, finished.Detail);
        }

        RunNext();
    }

    private void Answer(Waiting waiting, bool isDone, string detail)
    {
        _waiting.Remove(waiting);
        waiting.Asker.Tell(new ResetProtocol.Ended(waiting.Reset.Level, isDone, detail));
    }

    private enum Tick
    {
        Due,
    }

    private sealed record Waiting(ResetProtocol.Reset Reset, IActorRef Asker, DateTimeOffset NotBefore)
    {
        public string Hub => Reset.UsbPath is { } path ? UsbTopology.HubOf(path) : Reset.Modem;

        public string Bus => Reset.UsbPath is { } path ? UsbTopology.BusOf(path) : Reset.Modem;
    }

    private sealed record Found(string Modem, IActorRef Asker, ResetProtocol.Located Answer);

    private sealed record Finished(Waiting Waiting, string? Hub, bool IsDone, string Detail);
}
