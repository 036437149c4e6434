using Akka.Actor;
using Akka.Event;
using ModemActors.Modem;
using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;

namespace ModemActors.Outbox;

/// <summary>
/// With send-mode stored the SIM knows what went out: settles by it what a crash or a lost answer left open, and frees the slots afterwards. Supervised by
/// <see cref="ModemSupervisor"/>; its death loses nothing, since the slots are on record.
/// </summary>
internal sealed class SlotWitness : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, OutboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, TimeProvider clock) =>
        Props.Create(() => new SlotWitness(modem, settings, port, store, dispatcher, clock));

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(500);
    private const int MostAtOnce = 8;
    private const int MostLookedThrough = 200;

    private readonly ModemSettings _modem;
    private readonly OutboxSettings _settings;
    private readonly IActorRef _port;
    private readonly IMessageStore _store;
    private readonly IActorRef _dispatcher;
    private readonly TimeProvider _clock;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _usable;
    private bool _busy;
    private bool _straysDue;
    private IReadOnlyList<(MessagePart? Part, int Index, OutgoingSlot Content)> _freeing = [];
    private HashSet<(long MessageId, int Number)> _missed = [];

    public SlotWitness(ModemSettings modem, OutboxSettings settings, IActorRef port, IMessageStore store, IActorRef dispatcher, TimeProvider clock)
    {
        (_modem, _settings, _port, _store, _dispatcher, _clock) = (modem, settings, port, store, dispatcher, clock);
        Become(Watching);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Watching()
    {
        Receive<PortProtocol.Settled>(settled =>
        {
            _usable = settled.Modem.Problem is null && !_modem.TextMode;
            _straysDue = _modem.StoresFirst;
            Look();
        });
        Receive<PortProtocol.Unavailable>(_ =>
        {
            _usable = false;
        });
        Receive<DispatcherProtocol.LookAtSlots>(look =>
        {
            _straysDue |= look.Strays;
            LookAfter(s_soon);
        });
        Receive<Tick>(_ => Look());
        Receive<Found>(OnFound);
        Receive<PortProtocol.Done>(OnDone);
        Receive<PortProtocol.Failed>(_ => Rest());
        Receive<Testified>(testified => Free(testified));
        Receive<Freed>(_ =>
        {
            _busy = false;
            LookAfter(s_soon);
        });
        Receive<StoreFailed>(failed =>
        {
            _log.Error(failed.Cause, "{0}: the store does not answer; slots of sent messages stay as they are meanwhile", _modem.Id);
            Rest();
        });
    }

    private void Look()
    {
        if (!_usable || _busy)
            return;
        _busy = true;
        FindAsync().PipeTo(Self, success: found => found, failure: cause => new StoreFailed(cause));
    }

    private void LookAfter(TimeSpan time)
    {
        if (!Timers.IsTimerActive(Tick.Look))
            Timers.StartSingleTimer(Tick.Look, Tick.Look, time);
    }

    private void Rest()
    {
        _busy = false;
        LookAfter(s_again);
    }

    /// <summary>Parts in slots that nobody is sending right now, with what must lie there.</summary>
    private async Task<Found> FindAsync()
    {
        var parts = new List<PartInSlot>();
        var inUse = new HashSet<int>();
        foreach (var part in await _store.ListStoredPartsAsync(_modem.Id).ConfigureAwait(false))
        {
            // whoever is being sent now may be lost in a moment: its slot is no stray
            inUse.Add(part.StoredAt!.Value);
            if (part.State == PartState.Sending || parts.Count == MostAtOnce)
                continue;
            if (await _store.GetAsync(part.MessageId).ConfigureAwait(false) is { } message
                && MessageComposer.TryCompose(message, part.Reference, _modem, _clock.GetUtcNow(), out var _) is { } pdus && pdus.Count >= part.Number)
                parts.Add(new PartInSlot(part, pdus[part.Number - 1]));
            else
                await _store.SlotFreedAsync(part).ConfigureAwait(false);
        }

        return new Found(parts, inUse, inUse.Count > parts.Count);
    }

    private void OnFound(Found found)
    {
        if (found.HasMore)
            LookAfter(s_again);
        if (!_usable || found.Parts.Count == 0 && !_straysDue)
        {
            _busy = false;
            return;
        }

        _port.Tell(new PortProtocol.Run(new ReadStoredParts(found.Parts, _straysDue ? found.InUse : null)));
    }

    private void OnDone(PortProtocol.Done done)
    {
        switch (done.Transaction)
        {
            case ReadStoredParts read:
                _straysDue = false;
                SettleAsync(read, Misses(read)).PipeTo(Self, success: testified => testified, failure: cause => new StoreFailed(cause));
                break;
            case FreeSlots free:
                ForgetAsync(free).PipeTo(Self, success: () => Freed.Instance, failure: cause => new StoreFailed(cause));
                break;
        }
    }

    /// <summary>What was not found where it should lie is missed twice before it counts as gone: a byte may have been lost on the line.</summary>
    /// <returns>What was missed the last time too.</returns>
    private HashSet<(long MessageId, int Number)> Misses(ReadStoredParts read)
    {
        var before = _missed;
        _missed = [.. read.Heard.Where(heard => heard.Testimony == Testimony.Gone).Select(heard => (heard.Part.Part.MessageId, heard.Part.Part.Number))];
        return before;
    }

    private async Task<Testified> SettleAsync(ReadStoredParts read, HashSet<(long MessageId, int Number)> missedBefore)
    {
        var settled = new List<Message>();
        var toFree = new List<(MessagePart? Part, int Index, OutgoingSlot Content)>();
        foreach (var (slot, testimony) in read.Heard)
        {
            var part = slot.Part;
            if (testimony == Testimony.None || testimony == Testimony.Gone && !missedBefore.Contains((part.MessageId, part.Number)))
                continue;
            if (part.State == PartState.Indeterminate)
            {
                // a modem may still be at it, though its port was lost: only then is "unsent" the last word
                if (testimony == Testimony.Unsent && _clock.GetUtcNow() - part.StartedAt < _modem.SendTimeout)
                    continue;
                settled.AddRange(await SettleAsync(part, testimony).ConfigureAwait(false));
            }

            if (testimony == Testimony.Gone)
                await _store.SlotFreedAsync(part).ConfigureAwait(false);
            else
                toFree.Add((part, part.StoredAt!.Value, OutgoingSlot.Of(slot.Pdu)!));
        }

        var undecided = false;
        foreach (var stray in read.Strays)
        {
            if (OutgoingSlot.Of(stray.Hex) is not { } content)
                continue;
            var isOurs = await IsOursAsync(content).ConfigureAwait(false);
            undecided |= isOurs is null;
            if (isOurs == true)
                toFree.Add((null, stray.Index, content));
        }

        return new Testified(settled, toFree, read.Heard.Count > 0 || undecided, undecided);
    }

    private async Task<IReadOnlyList<Message>> SettleAsync(MessagePart part, Testimony testimony)
    {
        if (testimony != Testimony.Gone)
            return await _store.SettleAsync(
                new LateAnswer(_modem.Id, null, part.MessageId, part.Number, testimony == Testimony.Sent)).ConfigureAwait(false);
        if (!_settings.ResendIndeterminate)
            return [];
        await _store.ResolveAsync(part.MessageId, sent: false).ConfigureAwait(false);
        return await _store.GetAsync(part.MessageId).ConfigureAwait(false) is { } message ? [message] : [];
    }

    /// <summary>Whether it is a part of a message of ours, written into the slot before we died or gave it up; null = perhaps it is being sent right now.</summary>
    private async Task<bool?> IsOursAsync(OutgoingSlot content)
    {
        foreach (var message in await _store.ListConversationAsync(content.Destination, MostLookedThrough).ConfigureAwait(false))
        {
            if (message.Direction != MessageDirection.Outbound)
                continue;
            var pdus = MessageComposer.TryCompose(message, null, _modem, _clock.GetUtcNow(), out _);
            if (pdus?.Any(pdu => OutgoingSlot.Of(pdu) == content) == true)
                return message.Status == MessageStatus.Sending ? null : true;
        }

        return false;
    }

    private void Free(Testified testified)
    {
        _straysDue |= testified.StraysLeft;
        if (testified.Settled.Count > 0)
            _dispatcher.Tell(new DispatcherProtocol.Changed(testified.Settled));
        foreach (var message in testified.Settled)
            _log.Info("{0}: the SIM says what became of message {1}: {2}", _modem.Id, message.Id, message.Status);
        if (testified.ToFree.Count == 0)
        {
            _busy = false;
            if (testified.LookAgain)
                LookAfter(s_again);
            return;
        }

        _freeing = testified.ToFree;
        _port.Tell(new PortProtocol.Run(new FreeSlots([.. testified.ToFree.Select(slot => (slot.Index, slot.Content))])));
    }

    private async Task ForgetAsync(FreeSlots free)
    {
        foreach (var (part, index, _) in _freeing)
        {
            if (part is not null && free.Free.Contains(index))
                await _store.SlotFreedAsync(part).ConfigureAwait(false);
        }
    }

    private enum Tick
    {
        Look,
    }

    private sealed record Found(IReadOnlyList<PartInSlot> Parts, IReadOnlySet<int> InUse, bool HasMore);

    private sealed record Testified(
        IReadOnlyList<Message> Settled, IReadOnlyList<(MessagePart? Part, int Index, OutgoingSlot Content)> ToFree, bool LookAgain, bool StraysLeft);

    private sealed record Freed
    {
        public static readonly Freed Instance = new();
    }

    private sealed record StoreFailed(Exception Cause);
}
