using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>One outbound message and its parts inside a write: read once, changed, saved once. The only place that changes a
/// status.</summary>
internal sealed class Ledger
{
    private readonly SqlSession _session;
    private readonly StoreContext _context;
    private readonly SortedDictionary<int, MessagePart> _parts = [];
    private readonly HashSet<int> _changed = [];
    private readonly MessageRow _before;
    private MessageRow _row;

    private Ledger(SqlSession session, StoreContext context, MessageRow row)
    {
        _session = session;
        _context = context;
        _before = row;
        _row = row;
        foreach (var part in ReadParts(session, row.Message.Id))
            _parts.Add(part.Number, part);
    }

    /// <summary>The message as it will be saved.</summary>
    public Message Message => _row.Message;

    /// <summary>The row as it will be saved.</summary>
    public MessageRow Row => _row;

    /// <summary>Its parts as they will be saved, in order.</summary>
    public IReadOnlyList<MessagePart> Parts => [.. _parts.Values];

    /// <summary>Whether a part is out, so that the rest must follow on the same modem.</summary>
    public bool AnyOut => _parts.Values.Any(IsOut);

    /// <summary>A message; null if there is none with this id or it is not outbound.</summary>
    public static Ledger? Open(SqlSession session, StoreContext context, long id)
    {
        var row = session.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = $1", MessageRow.Read, id);
        return row is { Message.Direction: MessageDirection.Outbound } ? new Ledger(session, context, row) : null;
    }

    /// <summary>A message that a step found; a conflict if it is gone.</summary>
    public static Ledger Require(SqlSession session, StoreContext context, long id) =>
        Open(session, context, id) ?? throw new StoreConflictException($"Message {id} is not on record as outbound.");

    /// <summary>A message that this store claimed; a conflict if it is in another state or in other hands.</summary>
    public static Ledger RequireClaimed(SqlSession session, StoreContext context, long id)
    {
        var ledger = Require(session, context, id);
        if (ledger.Message.Status != MessageStatus.Sending)
            throw new StoreConflictException($"Message {id} is {ledger.Message.StatusText}, not sending.");
        if (ledger._row.ClaimToken != context.Token)
            throw new StoreConflictException($"Message {id} is in the hands of {ledger._row.ClaimedBy ?? "another program"}.");
        return ledger;
    }

    /// <summary>A message's parts in order.</summary>
    public static List<MessagePart> ReadParts(SqlSession session, long id) => session.All(
        "SELECT message_id, number, total, state, tp_mr, reference, modem, started_at, sent_at, error, stored_in, stored_at FROM "
        + "message_parts WHERE message_id = $1 ORDER BY number",
        PartRow.Read,
        id);

    /// <summary>Whether the network has it.</summary>
    public static bool IsOut(MessagePart part) => part.State is PartState.Sent or PartState.Delivered
        || (part.State == PartState.Failed && part.SentAt is not null);

    /// <summary>The parts that a modem holds, or may hold, in a slot of its memory, oldest first.</summary>
    public static IReadOnlyList<MessagePart> ReadStoredParts(SqlSession session, string modem) => session.All(
        "SELECT message_id, number, total, state, tp_mr, reference, modem, started_at, sent_at, error, stored_in, stored_at FROM "
        + "message_parts WHERE modem = $1 AND stored_at IS NOT NULL ORDER BY message_id, number",
        PartRow.Read,
        modem);

    /// <summary>When this modem sent parts, oldest first.</summary>
    public static IReadOnlyList<DateTimeOffset> ReadSent(SqlSession session, string modem, DateTimeOffset since) => session.All(
        "SELECT sent_at FROM message_parts WHERE modem = $1 AND sent_at >= $2 ORDER BY sent_at",
        reader => MessageRow.Time(reader, 0) ?? since,
        modem,
        SqlTime.ToMilliseconds(since));

    /// <summary>When parts went out with a SIM since then, in whichever modem it was; and by this modem while nobody knew its SIM.</summary>
    public static IReadOnlyList<DateTimeOffset> ReadSentBySim(SqlSession session, string modem, string sim, DateTimeOffset since) => session.All(
        "SELECT p.sent_at AS at FROM sim_stays s JOIN message_parts p ON p.modem = s.modem AND p.sent_at >= max(s.since, $3) "
        + "AND (s.until IS NULL OR p.sent_at < s.until) WHERE s.iccid = $2 UNION ALL "
        + "SELECT p.sent_at FROM message_parts p WHERE p.modem = $1 AND p.sent_at >= $3 AND NOT EXISTS (SELECT 1 FROM sim_stays s "
        + "WHERE s.modem = p.modem AND s.since <= p.sent_at AND (s.until IS NULL OR p.sent_at < s.until)) ORDER BY at",
        reader => MessageRow.Time(reader, 0) ?? since,
        modem,
        sim,
        SqlTime.ToMilliseconds(since));

    /// <summary>A slot of the modem's memory is empty now.</summary>
    public static bool FreeSlot(SqlSession session, MessagePart part) => session.Execute(
        "UPDATE message_parts SET stored_in = NULL, stored_at = NULL WHERE message_id = $1 AND number = $2 AND modem = $3 AND stored_at = "
        + "$4 AND state <> 'sending'",
        part.MessageId, part.Number, part.Modem, part.StoredAt) > 0;

    /// <summary>A part; a conflict if it was never planned or is not in <paramref name="state"/>.</summary>
    public MessagePart RequirePart(int number, PartState state)
    {
        if (!_parts.TryGetValue(number, out var part))
            throw new StoreConflictException($"Part {number} of message {Message.Id} was never planned.");
        return part.State == state
            ? part
            : throw new StoreConflictException(
            $"Part {number} of message {Message.Id} is {PartRow.ToText(part.State)}, not {PartRow.ToText(state)}.");
    }

    /// <summary>Changes or adds a part.</summary>
    public void Put(MessagePart part)
    {
        _parts[part.Number] = part;
        _changed.Add(part.Number);
    }

    /// <summary>Puts the intent to send a part on record.</summary>
    public void Begin(MessagePart part) =>
        Put(new MessagePart(part.MessageId, part.Number, part.Total, PartState.Sending, Reference: part.Reference, Modem: Message.SentBy,
            StartedAt: _context.Now, StoredIn: part.StoredIn));

    /// <summary>Forgets all parts.</summary>
    public void Unplan()
    {
        _parts.Clear();
        _changed.Clear();
        _session.Execute("DELETE FROM message_parts WHERE message_id = $1", Message.Id);
    }

    /// <summary>Changes the row without changing the state.</summary>
    public void Set(Func<MessageRow, MessageRow> change) => _row = change(_row);

    /// <summary>Into another state, for a reason that the timeline keeps.</summary>
    public void Move(MessageStatus to, string? detail, bool byHand = false)
    {
        var from = Message.Status;
        if (byHand ? !OutboundStates.AllowsByHand(from) : !OutboundStates.Allows(from, to))
            throw new StoreConflictException($"Message {Message.Id} is {Message.StatusText} and can't become {to.ToText()}.");
        _row = _row with { Message = Message with { Status = to, StatusText = to.ToText() } };
        if (to != MessageStatus.Sending)
            _row = _row with { ClaimedBy = null, ClaimToken = null, ClaimedUntil = 0 };
        Note(to.ToText(), detail);
    }

    /// <summary>Back into the queue; what is out binds the rest to its modem.</summary>
    public void Requeue(string detail, DateTimeOffset? dueAt, bool byHand = false)
    {
        Move(MessageStatus.Queued, detail, byHand);
        _row = _row with
        {
            Message = Message with { NextAttemptAt = dueAt },
            WakeAt = dueAt?.ToUnixTimeMilliseconds() ?? 0,
            ResumeOn = AnyOut ? Message.SentBy : null,
        };
    }

    /// <summary>After a part went out: the whole message, or the next part, or the queue if nobody has it in hand.</summary>
    public void GoOn(string detail)
    {
        var next = _parts.Values.FirstOrDefault(part => !IsOut(part));
        if (next is null)
        {
            Move(MessageStatus.Sent, detail);
            _row = _row with
            {
                Message = Message with { SentAt = _context.Now, Error = null, NextAttemptAt = null },
                WakeAt = 0,
                ResumeOn = null
            };
            Conclude();
        }
        else if (Message.Status == MessageStatus.Sending)
        {
            Begin(next);
        }
        else if (next.State != PartState.Indeterminate)
        {
            Requeue(detail, dueAt: null);
        }
    }

    /// <summary>What the reports of all parts together say.</summary>
    public void Conclude()
    {
        if (Message.Status != MessageStatus.Sent)
            return;
        if (_parts.Values.FirstOrDefault(part => part.State == PartState.Failed) is { } failed)
        {
            Move(MessageStatus.Undelivered, failed.Error);
            _row = _row with { Message = Message with { Error = failed.Error } };
        }
        else if (_parts.Count > 0 && _parts.Values.All(part => part.State == PartState.Delivered))
        {
            Move(MessageStatus.Delivered, null);
        }
    }

    /// <summary>Adds to the timeline.</summary>
    public void Note(string status, string? detail) => Timeline.Add(_session, Message.Id, _context.Now, status, detail);

    /// <summary>Writes all changes.</summary>
    public Message Save()
    {
        var message = Message;
        if (_row != _before)
        {
            var saved = _session.Execute(
                "UPDATE messages SET status = $1, attempts = $2, error = $3, sent_at = $4, next_attempt_at = $5, parts = $6, encoding = "
                + "$7, sent_by = $8, wake_at = $9, resume_on = $10, "
                + "fingerprint = $11, claimed_by = $12, claim_token = $13, claimed_until = $14 WHERE id = $15 AND status = $16",
                message.StatusText, message.Attempts, message.Error, SqlTime.ToText(message.SentAt), SqlTime.ToText(message.NextAttemptAt),
                    message.Parts, message.Encoding, message.SentBy, _row.WakeAt, _row.ResumeOn,
                _row.Fingerprint, _row.ClaimedBy, _row.ClaimToken, _row.ClaimedUntil, message.Id, _before.Message.StatusText);
            if (saved != 1)
                throw new StoreConflictException($"Message {message.Id} changed meanwhile.");
        }

        foreach (var number in _changed)
            PartRow.Write(_session, _parts[number]);
        return message;
    }
}
