using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>What people and programs decide about messages.</summary>
internal static class Deciding
{
    public static TransitionOutcome MarkRead(SqlSession session, StoreContext context, long id)
    {
        var message = session.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = $1", MessageRow.ReadMessage, id);
        if (message is not { Direction: MessageDirection.Inbound })
            return new TransitionOutcome(id, false, "there is no inbound message with this id");
        if (message.Status == MessageStatus.Read)
            return new TransitionOutcome(id, true, "it was read before");
        if (message.Status != MessageStatus.Unread)
            return new TransitionOutcome(id, false, $"it is {message.StatusText}, not unread");
        session.Execute("UPDATE messages SET status = 'read' WHERE id = $1 AND status = 'unread'", id);
        Timeline.Add(session, id, context.Now, MessageStatus.Read.ToText(), null);
        return new TransitionOutcome(id, true, null);
    }

    public static TransitionOutcome Retry(SqlSession session, StoreContext context, long id)
    {
        if (Ledger.Open(session, context, id) is not { } ledger)
            return new TransitionOutcome(id, false, "there is no outbound message with this id");
        if (!OutboundStates.AllowsByHand(ledger.Message.Status))
            return new TransitionOutcome(id, false, WhyNoRetry(ledger.Message));

        // A part that a report called undelivered is sent again; those that arrived, or may still arrive, are not.
        foreach (var part in ledger.Parts.Where(part => part.State == PartState.Failed))
            ledger.Put(part with { State = PartState.Pending, TpMr = null, SentAt = null, Error = null });
        var expired = ledger.Message.Status == MessageStatus.Expired;
        ledger.Requeue($"retried by hand, was {ledger.Message.StatusText}", dueAt: null, byHand: true);
        ledger.Set(row => row with { Message = row.Message with { Attempts = 0, Error = null, SentAt = null } });
        ledger.Save();
        if (expired)
            session.Execute("UPDATE messages SET expires_at = NULL WHERE id = $1", id);
        return new TransitionOutcome(id, true, null);
    }

    public static IReadOnlyList<TransitionOutcome> RetryAllFailed(SqlSession session, StoreContext context) =>
    [
        .. session
            .All("SELECT id FROM messages WHERE status = 'failed' AND direction = 'outbound' ORDER BY id", reader => reader.GetInt64(0))
            .Select(id => Retry(session, context, id)),
    ];

    public static TransitionOutcome Cancel(SqlSession session, StoreContext context, long id)
    {
        if (Ledger.Open(session, context, id) is not { } ledger)
            return new TransitionOutcome(id, false, "there is no outbound message with this id");
        if (ledger.Message.Status == MessageStatus.Cancelled)
            return new TransitionOutcome(id, true, "it was cancelled before");
        if (ledger.Message.Status != MessageStatus.Queued)
            return new TransitionOutcome(id, false, ledger.Message.Status == MessageStatus.Sending ? "it is being sent"
                : $"it is {ledger.Message.StatusText}");
        ledger.Move(MessageStatus.Cancelled, ledger.AnyOut ? "by hand; some of its parts are out" : "by hand");
        ledger.Set(row => row with { WakeAt = 0 });
        ledger.Save();
        return new TransitionOutcome(id, true, null);
    }

    private static string WhyNoRetry(Message message) => message.Status switch
    {
        MessageStatus.Indeterminate => "it is indeterminate: resolve it instead",
        MessageStatus.Duplicate => "it is a duplicate: queue it again with allow_duplicate",
        MessageStatus.Queued or MessageStatus.Sending => $"it is {message.StatusText} already",
        _ => $"it is {message.StatusText}",
    };
}
