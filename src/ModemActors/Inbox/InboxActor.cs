using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using ModemActors.Capacity;
using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Inbox;

/// <summary>
/// Brings what lies in the modem's memory into the store, then deletes it there: at once, or when it was read. Commit, then delete; notification for speed, a
/// periodic listing for safety. Supervised by <see cref="ModemSupervisor"/>; its death loses nothing: the SIM still holds what is not in the store, and what was
/// forwarded past it goes to the next incarnation.
/// </summary>
internal sealed class InboxActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, InboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher) =>
        Create(modem, settings, port, store, dispatcher, []);

    /// <summary>What was forwarded lies nowhere else, so it outlives an incarnation.</summary>
    private static Props Create(ModemSettings modem, InboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, List<SlotContent> forwarded) =>
        Props.Create(() => new InboxActor(modem, settings, port, store, dispatcher, forwarded));

    private static readonly TimeSpan s_storeRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_doubt = TimeSpan.FromSeconds(30);

    private readonly ModemSettings _modem;
    private readonly InboxSettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly List<SlotContent> _forwarded;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly InboxAgenda _agenda;
    private SettledModem? _settled;
    private bool _busy;
    private long? _heardAt;
    private bool _storeIsSick;

    public InboxActor(ModemSettings modem, InboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, List<SlotContent> forwarded)
    {
        (_modem, _settings, _port, _store, _dispatcher, _forwarded) = (modem, settings, port, store, dispatcher, forwarded);
        _agenda = new InboxAgenda(modem.TextMode);
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
            _agenda.BeginAnew(_settled is not null, _settled is { ListsSlotBySlot: true });
            Next();
        });
        Receive<PortProtocol.Unavailable>(unavailable =>
        {
            _settled = null;
            _agenda.Interrupt(unavailable.Failure);
        });
        Receive<MessageStored>(OnAnnounced);
        Receive<ReportStored>(OnReportAnnounced);
        Receive<StorageFull>(_ => Want(listing: true));
        Receive<MessageForwarded>(forwarded => OnForwarded(forwarded.Pdu, forwarded.Line));
        Receive<ReportForwarded>(forwarded => OnForwarded(forwarded.Pdu, forwarded.Line));
        Receive<InboxProtocol.Look>(_ => Want(listing: true));
        Receive<InboxProtocol.LookAtMarks>(_ => Want(marks: true));
        Receive<Tick>(OnTick);
        Receive<PortProtocol.Done>(OnDone);
        Receive<PortProtocol.Failed>(failed =>
        {
            // The port tells everybody when it is usable again, and everything is listed then.
            _log.Debug("{0}: {1}: {2}", _modem.Id, failed.Transaction.Purpose, failed.Reason);
            _busy = false;
            _agenda.Failed(failed.Transaction, failed.Failure);
        });
        Receive<Kept>(OnKept);
        Receive<MarksFound>(OnMarksFound);
        Receive<Forgotten>(_ => Finish());
        Receive<StoreFailed>(OnStoreFailed);
    }

    private void OnTick(Tick tick)
    {
        switch (tick)
        {
            case Tick.Poll:
                if (_settled is { StoresReports: true })
                    _agenda.WantReports();
                Want(listing: true, marks: true);
                break;
            case Tick.StoreRetry:
                Next();
                break;
        }
    }

    private void OnAnnounced(MessageStored stored)
    {
        _heardAt ??= Stopwatch.GetTimestamp();
        // a notification may name another memory than the selected one, or no slot: then only a listing helps
        if (stored.Index is >= 0 and var index && (stored.Storage is null || stored.Storage == Storage))
            _agenda.Announce(index);
        else
            _agenda.ListingDue = true;
        Next();
    }

    private void OnReportAnnounced(ReportStored stored)
    {
        if (stored.Storage is null || stored.Storage != Storage)
            _agenda.WantReports();
        if (stored.Storage != ReportMemory.Name)
            OnAnnounced(new MessageStored(stored.Line, stored.Storage, stored.Index));
        Next();
    }

    private void OnForwarded(string? pdu, string line)
    {
        _heardAt ??= Stopwatch.GetTimestamp();
        _forwarded.Add(pdu is null
            ? new SlotContent.Inbound(null, line, new InboundUndecodable("forwarded in text mode"))
            : SlotContent.Of(null, pdu));
        Next();
    }

    private void Want(bool listing = false, bool marks = false)
    {
        _agenda.ListingDue |= listing;
        _agenda.MarksDue |= marks && (_agenda.SlotsInUse > 0 || _agenda.ListingDue);
        Next();
    }

    private void Next()
    {
        if (_busy || Timers.IsTimerActive(Tick.StoreRetry))
            return;
        if (_forwarded.Count > 0)
            Keep([.. _forwarded], false);
        else if (_settled is null)
            return;
        else if (_agenda.Next(Storage) is { } transaction)
            Run(transaction);
        else if (_agenda.MarksDue)
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

    private void OnDone(PortProtocol.Done done)
    {
        switch (done.Transaction)
        {
            case ReadSlots read:
                Doubt(read.HasRefused);
                _agenda.Done(read);
                Context.Parent.Tell(HealthProtocol.Alive.Instance);
                Keep(read.Found, false);
                break;
            case ListSlots list:
                Doubt(list.HasUnreadable || !list.IsComplete);
                _agenda.Done(list);
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
        _agenda.Done(reports);
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
        Keeping.KeepAsync(_store, _modem.Id, Sim, storage ?? Storage, slots, isComplete)
            .PipeTo(Self, success: kept => kept, failure: cause => new StoreFailed(cause));
    }

    private void OnKept(Kept kept)
    {
        Well();
        var acknowledged = _forwarded.RemoveAll(slot => kept.Slots.Any(done => ReferenceEquals(done, slot)));
        var isReportMemory = kept.Storage != Storage;
        if (isReportMemory)
            _agenda.DeleteReports([.. kept.Slots.Select(slot => new SlotToDelete(slot.Index!.Value, slot.Raw))]);

        // only now: what is on record may be deleted to make room
        Context.Parent.Tell(new CapacityProtocol.StorageSeen(_agenda.SlotsInUse, null));

        var waited = _heardAt is { } heardAt ? Stopwatch.GetElapsedTime(heardAt) : TimeSpan.Zero;
        if (_heardAt is not null && kept.Receipts.Any(receipt => receipt.Disposition != InboundDisposition.AlreadyKnown))
            ModemActorsMeter.Received(waited);
        if (kept.Receipts.Count > 0)
            _heardAt = null;
        foreach (var receipt in kept.Receipts)
            OnReceipt(receipt, kept.Whole, waited);
        foreach (var (slot, outcome) in kept.Reports)
        {
            if (slot.Index is { } index && !isReportMemory)
                _agenda.Delete(new SlotToDelete(index, slot.Raw));
            if (outcome is { Message: { } message, Changed: true })
                Publish(new MessageReported(message.Id, _modem.Id, message.Status == MessageStatus.Delivered, slot.Tpdu.Status.Meaning));

            // a part of which nobody knew went out, so that the rest goes on
            if (outcome.Message is { Status: MessageStatus.Queued })
                _dispatcher.Tell(WorkQueued.Instance);
        }

        if (_settled is { MustAcknowledge: true } && acknowledged > 0)
            Run(new AcknowledgeForwarded(acknowledged));
        else
            Finish();
    }

    private void OnReceipt(InboundReceipt receipt, IReadOnlyDictionary<long, Message> whole, TimeSpan waited)
    {
        if (receipt.Disposition == InboundDisposition.Quarantined)
            _log.Warning("{0}: a message that cannot be read went to quarantine: {1}", _modem.Id, (receipt.Pdu.Content as InboundUndecodable)?.Reason);
        if (receipt.MessageId is { } id && whole.TryGetValue(id, out var message))
        {
            _log.Info("{0}: message {1} received from {2}", _modem.Id, id, new Personal(message.PhoneNumber));
            if (MessageTrace.IsFollowed)
                MessageTrace.Begin("receive", message, ActivityKind.Consumer, DateTimeOffset.UtcNow - waited)?.SetTag("modemactors.modem", _modem.Id).End();
            Publish(new MessageReceived(id, _modem.Id, message.PhoneNumber, message.Content));
        }

        if (receipt.Pdu.Index is { } index && receipt.Pdu.Storage == Storage && (receipt.DeleteSlot || _settings.DeleteImmediately))
            _agenda.Delete(new SlotToDelete(index, receipt.Pdu.Hex));
    }

    private void FindMarks()
    {
        (_agenda.MarksDue, _busy) = (false, true);
        _store.ListSlotsAsync(Sim, SlotFilter.Deletable)
            .PipeTo(Self, success: slots => new MarksFound(slots), failure: cause => new StoreFailed(cause));
    }

    private void OnMarksFound(MarksFound found)
    {
        foreach (var slot in found.Slots.Where(slot => slot.Storage == Storage))
            _agenda.Delete(new SlotToDelete(slot.Index, slot.Hex));
        Finish();
    }

    private void OnDeleted(DeleteSlots delete)
    {
        foreach (var (index, reason) in _agenda.Done(delete))
            _log.Warning("{0}: slot {1} cannot be deleted: {2}", _modem.Id, index, reason ?? "the modem says OK, but there it lies");
        Context.Parent.Tell(new CapacityProtocol.StorageSeen(_agenda.SlotsInUse, null) { Freed = delete.Gone.Count });
        Keeping.ForgetAsync(_store, Sim, Storage, delete.Gone).PipeTo(Self, success: () => Forgotten.Instance, failure: cause => new StoreFailed(cause));
    }

    private void OnStoreFailed(StoreFailed failed)
    {
        // Nothing is lost: what is not in the store still lies on the SIM or in _forwarded. Look again when the store may be well.
        if (!_storeIsSick)
            _log.Error(failed.Cause, "{0}: the store takes nothing; received messages stay on the SIM meanwhile", _modem.Id);
        (_busy, _storeIsSick) = (false, true);
        (_agenda.ListingDue, _agenda.MarksDue) = (true, true);
        Timers.StartSingleTimer(Tick.StoreRetry, Tick.StoreRetry, s_storeRetry);
    }

    private void Well()
    {
        if (_storeIsSick)
            _log.Info("{0}: the store takes messages again", _modem.Id);
        _storeIsSick = false;
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

    private sealed record MarksFound(IReadOnlyList<SlotOnRecord> Slots);

    private sealed record Forgotten
    {
        public static readonly Forgotten Instance = new();
    }

    private sealed record StoreFailed(Exception Cause);
}
