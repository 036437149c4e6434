using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>What was left behind by the dead, and what settles it.</summary>
internal static class Settling
{
    /// <summary>Takes over what dead processes had in hand.</summary>
    public static IReadOnlyList<Message> Recover(SqlSession session, StoreContext context, bool resend)
    {
        var left = session.All(
            "SELECT id FROM messages WHERE status = 'sending' AND direction = 'outbound' AND claim_token IS NOT $1 AND (claimed_by IS "
            + "NULL OR claimed_by = $2 OR claimed_until <= $3) ORDER BY id",
            reader => reader.GetInt64(0),
            context.Token,
            context.Options.Node,
            context.Now.ToUnixTimeMilliseconds());
        var recovered = new List<Message>(left.Count);
        foreach (var id in left)
        {
            var ledger = Ledger.Require(session, context, id);
            Recover(ledger, resend);
            recovered.Add(ledger.Save());
        }

        return recovered;
    }

    /// <summary>An answer that came late, or the SIM as a witness.</summary>
    public static IReadOnlyList<Message> Settle(SqlSession session, StoreContext context, LateAnswer answer)
    {
        var id = answer.MessageId ?? OnlyLost(session, answer.Modem);
        if (id is not { } found || Ledger.Open(session, context, found) is not { Message.Status: MessageStatus.Indeterminate } ledger)
            return [];
        var part = ledger.Parts.FirstOrDefault(part =>
            part.State == PartState.Indeterminate && part.Modem == answer.Modem && (answer.Number is null || part.Number == answer.Number));
        if (part is null)
            return [];
        if (answer.Sent)
        {
            var sent = part with { State = PartState.Sent, TpMr = answer.TpMr, SentAt = context.Now, Error = null };
            ledger.Put(sent);
            Reports.ApplyWaiting(session, ledger, sent);
            ledger.GoOn($"{answer.Modem} answered late");
        }
        else
        {
            ledger.Put(part with { State = PartState.Pending, Error = null });
            ledger.Requeue($"{answer.Modem} still has it unsent", dueAt: null);
        }

        return [ledger.Save()];
    }

    /// <summary>A person's decision.</summary>
    public static TransitionOutcome Resolve(SqlSession session, StoreContext context, long id, bool sent)
    {
        if (Ledger.Open(session, context, id) is not { } ledger)
            return new TransitionOutcome(id, false, "there is no outbound message with this id");
        if (ledger.Message.Status != MessageStatus.Indeterminate)
            return new TransitionOutcome(id, false, $"it is {ledger.Message.StatusText}, not indeterminate");
        var lost = ledger.Parts.Where(part => part.State == PartState.Indeterminate).ToList();
        foreach (var part in lost)
            ledger.Put(sent ? part with { State = PartState.Sent, SentAt = context.Now, Error = null }
                : part with { State = PartState.Pending, Error = null });
        if (sent)
            ledger.GoOn("resolved by hand: it went out");
        else
            ledger.Requeue("resolved by hand: to be sent again", dueAt: null);
        ledger.Save();
        return new TransitionOutcome(id, true, null);
    }

    private static void Recover(Ledger ledger, bool resend)
    {
        const string Reason = "the process died while the modem had it";
        var owner = ledger.Row.ClaimedBy;
        if (ledger.Parts.FirstOrDefault(part => part.State == PartState.Sending) is { } begun)
        {
            if (begun is { StoredIn: not null, StoredAt: null })
            {
                ledger.Put(begun with { State = PartState.Pending });
                Recording.GiveBack(ledger, $"taken over from {owner}; the modem was not told to send it yet", dueAt: null);
                return;
            }

            // Where the SIM is a witness it is asked first, whatever is done with what nobody knows.
            resend &= begun.StoredAt is null;
            ledger.Put(begun with { State = resend ? PartState.Pending : PartState.Indeterminate, Error = Reason });
            if (resend)
                ledger.Requeue($"{Reason}; sent again because on-indeterminate = resend", dueAt: null);
            else
                ledger.Move(MessageStatus.Indeterminate, Reason);
            ledger.Set(row => row with { Message = row.Message with { Error = Reason } });
        }
        else if (owner is null)
        {
            // Nobody knows how far the other program came.
            const string Foreign = "another program left it in sending";
            if (resend)
                ledger.Requeue($"{Foreign}; sent again because on-indeterminate = resend", dueAt: null);
            else
                ledger.Move(MessageStatus.Indeterminate, Foreign);
            ledger.Set(row => row with { Message = row.Message with { Error = Foreign } });
        }
        else
        {
            Recording.GiveBack(ledger, $"taken over from {owner}; nothing had left yet", dueAt: null);
        }
    }

    // Without a name it can only be the last thing that the modem was given, and only if nothing else hangs there.
    private static long? OnlyLost(SqlSession session, string modem)
    {
        var lost = session.All(
            "SELECT message_id, started_at FROM message_parts WHERE state = 'indeterminate' AND modem = $1 "
            + "ORDER BY started_at DESC LIMIT 1",
            reader => (Id: reader.GetInt64(0), StartedAt: MessageRow.Text(reader, 1)),
            modem);
        if (lost.Count == 0)
            return null;
        var later = session.Scalar(
            "SELECT 1 FROM message_parts WHERE modem = $1 AND tp_mr IS NOT NULL AND started_at > $2 LIMIT 1", modem, lost[0].StartedAt);
        return later is null ? lost[0].Id : null;
    }
}
