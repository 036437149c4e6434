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
    public static Props Create(ModemSettings modem, CapacitySettings settings, IActorRef port, IMessageStore store) =>
        Props.Create(() => new CapacityActor(modem, settings, port, store));

    /// <summary>A few at a time, so that sending is not held up.</summary>
    private const int MostAtOnce = 10;

    private readonly ModemSettings _modem;
    private readonly CapacitySettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly StubbornSlots _stubborn = new();
    private SettledModem? _settled;
    private int _used;
    private int? _total;
    private bool _alarmed;
    private bool _busy;

    public CapacityActor(ModemSettings modem, CapacitySettings settings, IActorRef port, IMessageStore store)
    {
        (_modem, _settings, _port, _store) = (modem, settings, port, store);
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
            Seen(settled.Modem.StorageUsed ?? 0, settled.Modem.StorageTotal);
        });
        Receive<PortProtocol.Unavailable>(_ => _settled = null);
        Receive<CapacityProtocol.StorageSeen>(seen => Seen(seen.Used, seen.Total));
        Receive<StorageFull>(_ => Measure());
        Receive<Tick>(_ => Measure());
        Receive<PortProtocol.Done>(OnDone);
        Receive<PortProtocol.Failed>(failed =>
        {
            _log.Debug("{0}: {1}: {2}", _modem.Id, failed.Transaction.Purpose, failed.Reason);
            _busy = false;
        });
        Receive<SlotsListed>(OnSlotsListed);
        Receive<Forgotten>(_ =>
        {
            _busy = false;
            Context.Parent.Tell(InboxProtocol.Look.Instance);
            Seen(_used, null);
        });
        Receive<StoreFailed>(failed =>
        {
            _log.Error(failed.Cause, "{0}: the store does not answer; nothing is deleted from the SIM meanwhile", _modem.Id);
            _busy = false;
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
                Seen(use.Used, use.Total);
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
