using Akka.Actor;
using Akka.Event;
using ModemActors.Capacity;
using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Inbox;

/// <summary>
/// Brings what lies in the modem's memory into the store, then deletes it there: at once, or when it was read. Commit, then delete; notification for speed, a
/// periodic listing for safety. Supervised by <see cref="ModemSupervisor"/>; its death loses nothing, since the SIM still holds what is not in the store.
/// </summary>
internal sealed class InboxActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, InboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher) =>
        Props.Create(() => new InboxActor(modem, settings, port, store, dispatcher));

    private static readonly TimeSpan s_storeRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_doubt = TimeSpan.FromSeconds(30);

    /// <summary>A modem that could not list is read slot by slot so often before its listing is tried again.</summary>
    private const int ReadingsBeforeListing = 100;

    private readonly ModemSettings _modem;
    private readonly InboxSettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedSet<int> _announced = [];
    private readonly List<SlotContent> _forwarded = [];
    private readonly List<SlotToDelete> _deletable = [];
    private readonly StubbornSlots _stubborn = new();
    private SettledModem? _settled;
    private bool _busy;
    private bool _listingDue;
    private bool _marksDue;
    private int _slotBySlot;
    private bool _reportsDue;
    private bool _hasReportMemory = true;
    private IReadOnlyList<SlotToDelete> _keptReports = [];
    private int _slotsInUse;

    public InboxActor(ModemSettings modem, InboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher)
    {
        (_modem, _settings, _port, _store, _dispatcher) = (modem, settings, port, store, dispatcher);
        Become(Listening);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Sim => _settled?.Sim ?? _modem.Id;

    private string Storage => _settled?.Storage ?? _modem.Storage;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Poll, Tick.Poll, _modem.PollInterval);
        Context.Parent.Tell(PortProtocol.Joined.Instance);
    }

    private void Listening()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            _settled = settled.Modem.Problem is null ? settled.Modem : null;
            (_listingDue, _marksDue, _hasReportMemory) = (true, true, true);
            // also where reports are forwarded: some may be left from when they were stored
            _reportsDue = _settled is not null && !_modem.TextMode;
            _stubborn.Clear();
            _deletable.Clear();
            Next();
        });
        Receive<PortProtocol.Unavailable>(unavailable =>
        {
            _settled = null;
            _announced.Clear();
            if (unavailable.Failure != PortFailure.NoAnswer)
                _slotBySlot = 0;
        });
        Receive<MessageStored>(OnAnnounced);
        Receive<ReportStored>(OnReportAnnounced);
        Receive<StorageFull>(_ => Want(listing: true));
        Receive<MessageForwarded>(forwarded => OnForwarded(forwarded.Pdu, forwarded.Line));
        Receive<ReportForwarded>(forwarded => OnForwarded(forwarded.Pdu, forwarded.Line));
        Receive<InboxProtocol.Look>(_ => Want(listing: true));
        Receive<InboxProtocol.LookAtMarks>(_ => Want(marks: true));
        Receive<Tick>(tick => tick == Tick.Doubt, _ => { });
        Receive<Tick>(tick => tick == Tick.Poll, _ =>
        {
            _reportsDue = ListsReports;
            Want(listing: true, marks: true);
        });
        Receive<Tick>(tick => tick == Tick.StoreRetry, _ => Next());
        Receive<PortProtocol.Done>(OnDone);
        Receive<PortProtocol.Failed>(failed =>
        {
            // The port tells everybody when it is usable again, and everything is listed then.
            _log.Debug("{0}: {1}: {2}", _modem.Id, failed.Transaction.Purpose, failed.Reason);
            _busy = false;
            _listingDue = true;
            if (failed.Failure == PortFailure.NoAnswer && failed.Transaction is ListSlots)
                _slotBySlot = ReadingsBeforeListing;
        });
        Receive<Kept>(OnKept);
        Receive<MarksFound>(OnMarksFound);
        Receive<Forgotten>(_ => Finish());
        Receive<StoreFailed>(OnStoreFailed);
    }

    private void OnAnnounced(MessageStored stored)
    {
        // a notification may name another memory than the selected one, or no slot: then only a listing helps
        if (stored.Index is >= 0 and var index && (stored.Storage is null || stored.Storage == Storage))
            _announced.Add(index);
        else
            _listingDue = true;
        Next();
    }

    /// <summary>Reports may lie in a memory of their own, which another command must select.</summary>
    private bool ListsReports => _settled is { StoresReports: true } && _hasReportMemory && !_modem.TextMode;

    private void OnReportAnnounced(ReportStored stored)
    {
        if (stored.Storage is null || stored.Storage != Storage)
            _reportsDue |= _hasReportMemory && !_modem.TextMode;
        if (stored.Storage != ReportMemory.Name)
            OnAnnounced(new MessageStored(stored.Line, stored.Storage, stored.Index));
        Next();
    }

    private void OnForwarded(string? pdu, string line)
    {
        _forwarded.Add(pdu is null
            ? new SlotContent.Inbound(null, line, new InboundUndecodable("forwarded in text mode"))
            : SlotContent.Of(null, pdu));
        Next();
    }

    private void Want(bool listing = false, bool marks = false)
    {
        _listingDue |= listing;
        _marksDue |= marks && (_slotsInUse > 0 || _listingDue);
        Next();
    }

    private void Next()
    {
        if (_busy)
            return;
        if (_forwarded.Count > 0)
            Keep([.. _forwarded], false);
        else if (_settled is null || Timers.IsTimerActive(Tick.StoreRetry))
            return;
        else if (_announced.Count > 0)
            Run(new ReadSlots(TakeAnnounced(), _modem.TextMode));
        else if (_keptReports.Count > 0)
            Run(new ReportMemory(Storage, TakeKeptReports()));
        else if (_reportsDue)
            RunReports();
        else if (_listingDue)
            RunListing();
        else if (_deletable.Count > 0)
            Run(new DeleteSlots(TakeDeletable(), _modem.TextMode));
        else if (_marksDue)
            FindMarks();
    }

    private void Run(PortTransaction transaction)
    {
        _busy = true;
        _port.Tell(new PortProtocol.Run(transaction));
    }

    /// <summary>What lies there cannot be read as it should: perhaps the modem forgot its settings. They are written again, now and then.</summary>
    private void Doubt(bool doubtful)
    {
        if (!doubtful || Timers.IsTimerActive(Tick.Doubt))
            return;
        Timers.StartSingleTimer(Tick.Doubt, Tick.Doubt, s_doubt);
        _port.Tell(new PortProtocol.SettleAgain("its message memory cannot be read as it should be"));
    }

    private void RunListing()
    {
        _listingDue = false;
        Run(new ListSlots(_modem.TextMode, slotBySlot: _slotBySlot > 0));
    }

    private void RunReports()
    {
        _reportsDue = false;
        Run(new ReportMemory(Storage, []));
    }

    private IReadOnlyList<SlotToDelete> TakeKeptReports()
    {
        var reports = _keptReports;
        _keptReports = [];
        return reports;
    }

    private int[] TakeAnnounced()
    {
        int[] indices = [.. _announced];
        _announced.Clear();
        return indices;
    }

    /// <summary>A few at a time, so that sending is not held up.</summary>
    private SlotToDelete[] TakeDeletable()
    {
        var slots = _deletable.Take(10).ToArray();
        _deletable.RemoveRange(0, slots.Length);
        return slots;
    }

    private void OnDone(PortProtocol.Done done)
    {
        switch (done.Transaction)
        {
            case ReadSlots read:
                _listingDue |= read.HasRefused;
                Doubt(read.HasRefused);

                // announced ones are new ones as a rule; the next listing counts again
                _slotsInUse += read.Found.Count;
                Context.Parent.Tell(HealthProtocol.Alive.Instance);
                Keep(read.Found, false);
                break;
            case ListSlots list:
                Doubt(list.HasUnreadable || !list.IsComplete);
                _slotBySlot = !list.NeedsSlotBySlot ? 0 : _slotBySlot > 0 ? _slotBySlot - 1 : ReadingsBeforeListing;
                if (list.IsComplete)
                {
                    _stubborn.KeepOnly(list.Found.Where(slot => slot.Index is not null).Select(slot => new SlotToDelete(slot.Index!.Value, slot.Raw)).ToHashSet());
                    _slotsInUse = list.Found.Count;
                }

                Context.Parent.Tell(HealthProtocol.Alive.Instance);
                Keep(list.Found, list.IsComplete);
                break;
            case DeleteSlots delete:
                OnDeleted(delete);
                break;
            case ReportMemory reports:
                OnReportsListed(reports);
                break;
            case AcknowledgeForwarded { IsRefused: true }:
                // too late: the modem does not forward any more (27.005 §3.4.4), unless it is told to again
                _port.Tell(new PortProtocol.SettleAgain("it does not take the acknowledgement of what it forwarded"));
                Finish();
                break;
            default:
                Finish();
                break;
        }
    }

    private void OnReportsListed(ReportMemory reports)
    {
        _hasReportMemory &= reports.Exists;
        if (reports.IsLost)
            _port.Tell(new PortProtocol.SettleAgain($"memory {Storage} could not be selected again"));
        if (reports.Found.Count > 0)
            Keep(reports.Found, false, ReportMemory.Name);
        else
            Finish();
    }

    private void Keep(IReadOnlyList<SlotContent> slots, bool isComplete, string? storage = null)
    {
        _busy = true;
        KeepAsync(_store, _modem.Id, Sim, storage ?? Storage, slots, isComplete)
            .PipeTo(Self, success: kept => kept, failure: cause => new StoreFailed(cause));
    }

    private static async Task<Kept> KeepAsync(
        IMessageStore store, string modem, string sim, string storage, IReadOnlyList<SlotContent> slots, bool isComplete)
    {
        var inbound = slots.OfType<SlotContent.Inbound>().Select(slot => new ReceivedPdu
        {
            Modem = modem,
            Sim = sim,
            Storage = slot.Index is null ? "" : storage,
            Index = slot.Index,
            Hex = slot.Raw,
            Content = slot.Content,
        }).ToArray();
        var receipts = inbound.Length == 0 ? [] : await AcceptAsync(store, inbound).ConfigureAwait(false);

        var reports = new List<(SlotContent.Report Slot, ReportOutcome Outcome)>();
        foreach (var report in slots.OfType<SlotContent.Report>())
            reports.Add((report, await store.RecordReportAsync(ReportOf(modem, report)).ConfigureAwait(false)));

        if (isComplete)
        {
            var present = slots.OfType<SlotContent.Inbound>().Select(slot => (slot.Index!.Value, slot.Raw)).ToArray();
            await store.ReconcileSlotsAsync(sim, storage, present).ConfigureAwait(false);
        }

        var whole = new Dictionary<long, Message>();
        foreach (var receipt in receipts)
        {
            if (receipt is { Disposition: InboundDisposition.Stored or InboundDisposition.Completed, MessageId: { } id }
                && await store.GetAsync(id).ConfigureAwait(false) is { } message)
                whole[id] = message;
        }

        return new Kept(storage, slots, receipts, whole, reports);
    }

    private static async Task<IReadOnlyList<InboundReceipt>> AcceptAsync(IMessageStore store, ReceivedPdu[] pdus)
    {
        try
        {
            return await store.AcceptAsync(pdus).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is not (StoreException or OperationCanceledException or ObjectDisposedException))
        {
            // The store is well but cannot digest one of them: it must neither keep the others out nor block the SIM for ever.
            if (pdus.Length == 1)
                return await store.AcceptAsync([pdus[0] with { Content = new InboundUndecodable($"the store does not take it: {cause.Message}") }]).ConfigureAwait(false);
        }

        var receipts = new List<InboundReceipt>();
        foreach (var pdu in pdus)
            receipts.AddRange(await AcceptAsync(store, [pdu]).ConfigureAwait(false));
        return receipts;
    }

    private static DeliveryReport ReportOf(string modem, SlotContent.Report report) => new(
        modem,
        report.Tpdu.MessageReference,
        report.Tpdu.Recipient.ToString(),
        report.Tpdu.Status,
        report.Tpdu.ServiceCentreTimestamp.Time,
        report.Tpdu.DischargeTime.Time,
        report.Raw);

    private void OnKept(Kept kept)
    {
        var acknowledged = _forwarded.RemoveAll(slot => kept.Slots.Any(done => ReferenceEquals(done, slot)));
        var isReportMemory = kept.Storage != Storage;
        if (isReportMemory)
            _keptReports = [.. kept.Slots.Select(slot => new SlotToDelete(slot.Index!.Value, slot.Raw))];

        // only now: what is on record may be deleted to make room
        Context.Parent.Tell(new CapacityProtocol.StorageSeen(_slotsInUse, null));

        foreach (var receipt in kept.Receipts)
            OnReceipt(receipt, kept.Whole);
        foreach (var (slot, outcome) in kept.Reports)
        {
            if (slot.Index is { } index && !isReportMemory)
                Delete(index, slot.Raw);
            if (outcome is { Message: { } message, Changed: true })
                Publish(new MessageReported(message.Id, _modem.Id, message.Status == MessageStatus.Delivered, slot.Tpdu.Status.Meaning));
        }

        if (_settled is { MustAcknowledge: true } && acknowledged > 0)
            Run(new AcknowledgeForwarded(acknowledged));
        else
            Finish();
    }

    private void OnReceipt(InboundReceipt receipt, IReadOnlyDictionary<long, Message> whole)
    {
        if (receipt.Disposition == InboundDisposition.Quarantined)
            _log.Warning("{0}: a message that cannot be read went to quarantine: {1}", _modem.Id, (receipt.Pdu.Content as InboundUndecodable)?.Reason);
        if (receipt.MessageId is { } id && whole.TryGetValue(id, out var message))
        {
            _log.Info("{0}: message {1} received from {2}", _modem.Id, id, message.PhoneNumber);
            Publish(new MessageReceived(id, _modem.Id, message.PhoneNumber, message.Content));
        }

        if (receipt.Pdu.Index is { } index && receipt.Pdu.Storage == Storage && (receipt.DeleteSlot || _settings.DeleteImmediately))
            Delete(index, receipt.Pdu.Hex);
    }

    private void Delete(int index, string raw)
    {
        var slot = new SlotToDelete(index, raw);
        if (_stubborn.MayTry(slot) && !_deletable.Contains(slot))
            _deletable.Add(slot);
    }

    private void FindMarks()
    {
        (_marksDue, _busy) = (false, true);
        _store.ListSlotsAsync(Sim, SlotFilter.Deletable)
            .PipeTo(Self, success: slots => new MarksFound(slots), failure: cause => new StoreFailed(cause));
    }

    private void OnMarksFound(MarksFound found)
    {
        foreach (var slot in found.Slots.Where(slot => slot.Storage == Storage))
            Delete(slot.Index, slot.Hex);
        Finish();
    }

    private void OnDeleted(DeleteSlots delete)
    {
        foreach (var (slot, reason) in delete.Refused)
        {
            if (_stubborn.Tried(slot))
                _log.Warning("{0}: slot {1} cannot be deleted: {2}", _modem.Id, slot.Index, reason);
        }

        // the modem says so, but what still lies there when the listing comes was not deleted
        foreach (var slot in delete.Gone.Where(_stubborn.Tried))
            _log.Warning("{0}: slot {1} cannot be deleted, though the modem says OK", _modem.Id, slot.Index);

        _slotsInUse = Math.Max(0, _slotsInUse - delete.Gone.Count);
        Context.Parent.Tell(new CapacityProtocol.StorageSeen(_slotsInUse, null));
        Forget(_store, Sim, Storage, delete.Gone).PipeTo(Self, success: () => Forgotten.Instance, failure: cause => new StoreFailed(cause));
    }

    private static Task Forget(IMessageStore store, string sim, string storage, IReadOnlyList<SlotToDelete> gone) =>
        Task.WhenAll(gone.Select(slot => store.SlotDeletedAsync(sim, storage, slot.Index, slot.Raw)));

    private void OnStoreFailed(StoreFailed failed)
    {
        // Nothing is lost: what is not in the store still lies on the SIM or in _forwarded. Look again when the store may be well.
        _log.Error(failed.Cause, "{0}: the store takes nothing; received messages stay on the SIM meanwhile", _modem.Id);
        _busy = false;
        (_listingDue, _marksDue) = (true, true);
        Timers.StartSingleTimer(Tick.StoreRetry, Tick.StoreRetry, s_storeRetry);
    }

    private void Finish()
    {
        _busy = false;
        Next();
    }

    private static void Publish(object happened) => Context.System.EventStream.Publish(happened);

    private enum Tick
    {
        Poll,
        Doubt,
        StoreRetry,
    }

    private sealed record Kept(
        string Storage,
        IReadOnlyList<SlotContent> Slots,
        IReadOnlyList<InboundReceipt> Receipts,
        IReadOnlyDictionary<long, Message> Whole,
        IReadOnlyList<(SlotContent.Report Slot, ReportOutcome Outcome)> Reports);

    private sealed record MarksFound(IReadOnlyList<SlotOnRecord> Slots);

    private sealed record Forgotten
    {
        public static readonly Forgotten Instance = new();
    }

    private sealed record StoreFailed(Exception Cause);
}
