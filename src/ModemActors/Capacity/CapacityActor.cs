using Akka.Actor;
using Akka.Event;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Capacity;

/// <summary>
/// Keeps room in the modem's message memory, so that the network can deliver: above the high watermark it raises an alarm and deletes what is read, then the
/// oldest of what is safely in the store. Supervised by <see cref="ModemSupervisor"/>; its death delays the cleanup.
/// </summary>
internal sealed class CapacityActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, CapacitySettings settings, IActorRef port, IMessageStore store, TimeProvider clock) =>
        Props.Create(() => new CapacityActor(modem, settings, port, store, clock));

    /// <summary>A few at a time, so that sending is not held up.</summary>
    private const int MostAtOnce = 10;

    private readonly ModemSettings _modem;
    private readonly CapacitySettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly StubbornSlots _stubborn = new();
    private readonly StorageForecast _forecast = new();
    private SettledModem? _settled;
    private int _used;
    private int? _total;
    private bool _alarmed;
    private bool _warned;
    private bool _storeIsSick;
    private string? _measuredSim;
    private bool _busy;

    public CapacityActor(ModemSettings modem, CapacitySettings settings, IActorRef port, IMessageStore store, TimeProvider clock)
    {
        (_modem, _settings, _port, _store, _clock) = (modem, settings, port, store, clock);
        Become(Watching);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Sim => _settled?.Sim ?? _modem.Id;

    private string Storage => _settled?.Storage ?? _modem.Storage;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Measure, Tick.Measure, _settings.CheckInterval);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
    }

    private void Watching()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            _settled = settled.Modem.Problem is null ? settled.Modem : null;
            _stubborn.Clear();
            Foresee(settled.Modem);
            Seen(settled.Modem.StorageUsed ?? 0, settled.Modem.StorageTotal);
        });
        Receive<PortProtocol.Unavailable>(_ => _settled = null);
        Receive<CapacityProtocol.StorageSeen>(seen =>
        {
            _forecast.Freed(seen.Freed);
            Seen(seen.Used, seen.Total);
        });
        Receive<StorageFull>(_ => Measure());
        Receive<Tick>(_ =>
        {
            Measure();
            Warn();
        });
        Receive<PortProtocol.Done>(OnDone);
        Receive<PortProtocol.Failed>(failed =>
        {
            _log.Debug("{0}: {1}: {2}", _modem.Id, failed.Transaction.Purpose, failed.Reason);
            _busy = false;
        });
        Receive<SlotsListed>(listed =>
        {
            _storeIsSick = false;
            OnSlotsListed(listed);
        });
        Receive<Forgotten>(_ =>
        {
            _busy = false;
            Context.Parent.Tell(InboxProtocol.Look.Instance);
            Seen(_used, null);
        });
        Receive<StoreFailed>(failed =>
        {
            _log.Error(failed.Cause, "{0}: the store does not answer; nothing is deleted from the SIM meanwhile", _modem.Id);
            (_busy, _storeIsSick) = (false, true);
        });
    }

    private void Measure()
    {
        if (_settled is null || _busy)
            return;
        _busy = true;
        _port.Tell(new PortProtocol.Run(new ReadStorageUse()));
    }

    private void OnDone(PortProtocol.Done done)
    {
        _busy = false;
        switch (done.Transaction)
        {
            case ReadStorageUse { Use: { } use }:
                Context.Parent.Tell(new CapacityProtocol.StorageSeen(use.Used, use.Total));
                _forecast.Measured(use.Used, use.Total, _clock.GetUtcNow());
                Seen(use.Used, use.Total);
                Warn();
                break;
            case DeleteSlots delete:
                OnDeleted(delete);
                break;
        }
    }

    private void Seen(int used, int? total)
    {
        (_used, _total) = (used, total ?? _total);
        if (_total is not > 0)
            return;
        var isHigh = _used >= Watermark;
        if (isHigh && !_alarmed)
        {
            _log.Warning("{0}: {1} of {2} slots of the message memory are in use", _modem.Id, _used, _total);
            Context.System.EventStream.Publish(new SimStorageHigh(_modem.Id, _used, _total.Value));
        }

        _alarmed = isHigh;
        if (isHigh)
            MakeRoom();
        else
            _stubborn.Clear();
    }

    /// <summary>What came while the port was in other hands counts; what lies on another SIM does not.</summary>
    private void Foresee(SettledModem modem)
    {
        if (modem.Sim != _measuredSim)
            _forecast.Forget();
        _measuredSim = modem.Sim;
        if (modem is { StorageUsed: { } used, StorageTotal: { } total })
            _forecast.Measured(used, total, _clock.GetUtcNow());
    }

    /// <summary>Tells how it fills, and raises an alarm before something is lost: while it is emptied as it should be, nothing is.</summary>
    private void Warn()
    {
        var isEmptied = _settled is not null && !_storeIsSick;
        var fullAt = _forecast.FullAt(isEmptied);
        Context.Parent.Tell(new CapacityProtocol.Foreseen(Math.Round(_forecast.ArrivalsPerHour, 1), fullAt));
        var isShort = fullAt - _clock.GetUtcNow() < _settings.AlarmBefore && !(isEmptied && _total is > 0 && _used < Watermark);
        if (isShort && !_warned && !_alarmed && _total is { } total)
        {
            _log.Warning("{0}: the message memory, {1} of {2} slots in use, will be full at {3}", _modem.Id, _used, total, fullAt);
            Context.System.EventStream.Publish(new SimStorageHigh(_modem.Id, _used, total) { FullAt = fullAt });
        }

        _warned = isShort;
    }

    private int Watermark => Math.Max(1, (int)Math.Ceiling(_settings.HighWatermark * _total!.Value));

    private void MakeRoom()
    {
        if (_settled is null || _busy)
            return;
        _busy = true;
        ListAsync(_store, Sim).PipeTo(Self, success: slots => slots, failure: cause => new StoreFailed(cause));
    }

    private static async Task<SlotsListed> ListAsync(IMessageStore store, string sim) => new(
        await store.ListSlotsAsync(sim, SlotFilter.Deletable).ConfigureAwait(false),
        await store.ListSlotsAsync(sim, SlotFilter.All).ConfigureAwait(false));

    private void OnSlotsListed(SlotsListed listed)
    {
        _busy = false;
        var surplus = _used - Watermark + 1;
        var slots = listed.Deletable.Concat(listed.All)
            .Where(slot => slot.Storage == Storage)
            .Select(slot => new SlotToDelete(slot.Index, slot.Hex))
            .Distinct()
            .Where(_stubborn.MayTry)
            .Take(Math.Min(MostAtOnce, Math.Max(surplus, listed.Deletable.Count)))
            .ToArray();
        if (slots.Length == 0 || _settled is null)
            return;
        _busy = true;
        _port.Tell(new PortProtocol.Run(new DeleteSlots(slots, _modem.TextMode)));
    }

    private void OnDeleted(DeleteSlots delete)
    {
        foreach (var (slot, reason) in delete.Refused)
        {
            if (_stubborn.Tried(slot))
                _log.Warning("{0}: slot {1} cannot be deleted: {2}", _modem.Id, slot.Index, reason);
        }

        foreach (var slot in delete.Gone)
            _stubborn.Tried(slot);
        _log.Info("{0}: {1} slots of the message memory made free", _modem.Id, delete.Gone.Count);
        _forecast.Freed(delete.Gone.Count);
        _used = Math.Max(0, _used - delete.Gone.Count);
        _busy = true;
        var (store, sim, storage) = (_store, Sim, Storage);
        Task.WhenAll(delete.Gone.Select(slot => store.SlotDeletedAsync(sim, storage, slot.Index, slot.Raw)))
            .PipeTo(Self, success: () => Forgotten.Instance, failure: cause => new StoreFailed(cause));
    }

    private enum Tick
    {
        Measure,
    }

    private sealed record SlotsListed(IReadOnlyList<SlotOnRecord> Deletable, IReadOnlyList<SlotOnRecord> All);

    private sealed record Forgotten
    {
        public static readonly Forgotten Instance = new();
    }

    private sealed record StoreFailed(Exception Cause);
}
