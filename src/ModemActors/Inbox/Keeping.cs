using ModemActors.Storage;

namespace ModemActors.Inbox;

/// <summary>Brings what lay in slots, or was forwarded, into the store, and takes it off the record of the SIM. No actor's business: it is given all that it needs.</summary>
internal static class Keeping
{
    public static async Task<Kept> KeepAsync(
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

    /// <summary>The slots are free: on record too.</summary>
    public static Task ForgetAsync(IMessageStore store, string sim, string storage, IReadOnlyList<SlotToDelete> gone) =>
        Task.WhenAll(gone.Select(slot => store.SlotDeletedAsync(sim, storage, slot.Index, slot.Raw)));
}

/// <summary>Is in the store.</summary>
/// <param name="Storage">The memory that it came from.</param>
/// <param name="Slots">What it was.</param>
/// <param name="Receipts">What the store says of each message, or part of one.</param>
/// <param name="Whole">Messages that are complete by it, by id.</param>
/// <param name="Reports">Delivery reports, and what they settled.</param>
internal sealed record Kept(
    string Storage,
    IReadOnlyList<SlotContent> Slots,
    IReadOnlyList<InboundReceipt> Receipts,
    IReadOnlyDictionary<long, Message> Whole,
    IReadOnlyList<(SlotContent.Report Slot, ReportOutcome Outcome)> Reports);
