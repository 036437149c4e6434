using ModemActors.Modem;

namespace ModemActors.Inbox;

/// <summary>What an inbox has yet to look at and to free, and what comes first: what was announced, then reports, then a listing, then deleting.</summary>
internal sealed class InboxAgenda
{
    /// <summary>A modem that could not list is read slot by slot so often before its listing is tried again.</summary>
    private const int ReadingsBeforeListing = 100;

    /// <summary>A few at a time, so that sending is not held up.</summary>
    private const int MostDeletedAtOnce = 10;

    private readonly bool _textMode;
    private readonly SortedSet<int> _announced = [];
    private readonly List<SlotToDelete> _deletable = [];
    private readonly StubbornSlots _stubborn = new();
    private IReadOnlyList<SlotToDelete> _keptReports = [];
    private bool _hasReportMemory = true;
    private int _slotBySlot;
    private bool _neverLists;

    public InboxAgenda(bool textMode) => _textMode = textMode;

    /// <summary>Everything that lies there is to be listed.</summary>
    public bool ListingDue { get; set; }

    /// <summary>The memory of reports is to be listed.</summary>
    public bool ReportsDue { get; private set; }

    /// <summary>The store is to be asked for what was read.</summary>
    public bool MarksDue { get; set; }

    /// <summary>Slots that are in use, as far as anybody knows.</summary>
    public int SlotsInUse { get; private set; }

    /// <summary>The modem was set up: whatever was known of its memory is out of date.</summary>
    /// <param name="isFit">It can be read.</param>
    /// <param name="listsSlotBySlot">It cannot be trusted to list.</param>
    public void BeginAnew(bool isFit, bool listsSlotBySlot = false)
    {
        _neverLists = listsSlotBySlot;
        (ListingDue, MarksDue, _hasReportMemory) = (true, true, true);
        // also where reports are forwarded: some may be left from when they were stored
        ReportsDue = isFit && !_textMode;
        _stubborn.Clear();
        _deletable.Clear();
    }

    /// <summary>The port is gone, or the modem silent.</summary>
    public void Interrupt(PortFailure failure)
    {
        _announced.Clear();
        if (failure != PortFailure.NoAnswer)
            _slotBySlot = 0;
    }

    /// <summary>A transaction broke down; whatever it was for is listed again.</summary>
    public void Failed(PortTransaction transaction, PortFailure failure)
    {
        ListingDue = true;
        if (failure == PortFailure.NoAnswer && transaction is ListSlots)
            _slotBySlot = ReadingsBeforeListing;
    }

    public void Announce(int index) => _announced.Add(index);

    /// <summary>Reports may have come into a memory of their own, which another command must select.</summary>
    public void WantReports() => ReportsDue |= _hasReportMemory && !_textMode;

    /// <summary>The slot is free to be deleted, unless that was tried too often.</summary>
    public void Delete(SlotToDelete slot)
    {
        if (_stubborn.MayTry(slot) && !_deletable.Contains(slot))
            _deletable.Add(slot);
    }

    /// <summary>Reports in a memory of their own are on record.</summary>
    public void DeleteReports(IReadOnlyList<SlotToDelete> reports) => _keptReports = reports;

    /// <summary>What to do next with the modem; null = nothing.</summary>
    /// <param name="storage">The memory that is selected.</param>
    public PortTransaction? Next(string storage)
    {
        if (_announced.Count > 0)
            return new ReadSlots(TakeAnnounced(), _textMode);
        if (_keptReports.Count > 0)
            return new ReportMemory(storage, TakeKeptReports());
        if (ReportsDue)
        {
            ReportsDue = false;
            return new ReportMemory(storage, []);
        }

        if (ListingDue)
        {
            ListingDue = false;
            return new ListSlots(_textMode, slotBySlot: _neverLists || _slotBySlot > 0);
        }

        return _deletable.Count > 0 ? new DeleteSlots(TakeDeletable(), _textMode) : null;
    }

    public void Done(ReadSlots read)
    {
        ListingDue |= read.HasRefused;
        // announced ones are new ones as a rule; the next listing counts again
        SlotsInUse += read.Found.Count;
    }

    public void Done(ListSlots list)
    {
        _slotBySlot = !list.NeedsSlotBySlot ? 0 : _slotBySlot > 0 ? _slotBySlot - 1 : ReadingsBeforeListing;
        if (!list.IsComplete)
            return;
        _stubborn.KeepOnly(list.Found.Where(slot => slot.Index is not null).Select(slot => new SlotToDelete(slot.Index!.Value, slot.Raw)).ToHashSet());
        SlotsInUse = list.Found.Count;
    }

    public void Done(ReportMemory reports) => _hasReportMemory &= reports.Exists;

    /// <returns>Slots that are given up, with the modem's words; null = it says that it deleted them, time and again.</returns>
    public IReadOnlyList<(int Index, string? Reason)> Done(DeleteSlots delete)
    {
        SlotsInUse = Math.Max(0, SlotsInUse - delete.Gone.Count);
        return
        [
            .. delete.Refused.Where(refused => _stubborn.Tried(refused.Slot)).Select(refused => (refused.Slot.Index, (string?)refused.Reason)),
            // the modem says so, but what still lies there when the listing comes was not deleted
            .. delete.Gone.Where(_stubborn.Tried).Select(slot => (slot.Index, (string?)null)),
        ];
    }

    private int[] TakeAnnounced()
    {
        int[] indices = [.. _announced];
        _announced.Clear();
        return indices;
    }

    private IReadOnlyList<SlotToDelete> TakeKeptReports()
    {
        var reports = _keptReports;
        _keptReports = [];
        return reports;
    }

    private SlotToDelete[] TakeDeletable()
    {
        var slots = _deletable.Take(MostDeletedAtOnce).ToArray();
        _deletable.RemoveRange(0, slots.Length);
        return slots;
    }
}
