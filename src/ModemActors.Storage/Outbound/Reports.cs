using ModemActors.Protocol.Sms;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>Delivery reports and the parts they belong to.</summary>
internal static class Reports
{
    private const int MinDigitsInCommon = 7;

    // A report comes while the service centre tries: days. An unknown reference is matched within hours only; clocks and time zones in
    // reports lie by half a day at most.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(14);
    private static readonly TimeSpan ReachWithoutReference = TimeSpan.FromHours(48);
    private static readonly TimeSpan ClockError = TimeSpan.FromHours(15);

    public static ReportOutcome Record(SqlSession session, StoreContext context, DeliveryReport report)
    {
        var known = session.First(
            "SELECT message_id, number FROM delivery_reports WHERE modem = $1 AND hex = $2",
            reader => (Id: MessageRow.Whole(reader, 0), Number: MessageRow.Number(reader, 1), Known: true),
            report.Modem,
            report.Hex);
        if (known.Known)
        {
            var message = known.Id is { } id ? Ledger.Open(session, context, id)?.Message : null;
            return new ReportOutcome(message, known.Number, Changed: false, AlreadyKnown: true);
        }

        var (ledger, part) = Find(session, context, report);
        session.Execute(
            "INSERT INTO delivery_reports (modem, tp_mr, recipient, status, meaning, service_centre_timestamp, discharge_time, hex, "
            + "received_at, message_id, number) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            report.Modem, report.TpMr, report.Recipient, (int)report.Status.Value, report.Status.Meaning, report.ServiceCentreTimestamp,
            report.DischargeTime, report.Hex,
            SqlTime.ToMilliseconds(context.Now), ledger?.Message.Id, part?.Number);
        if (ledger is null || part is null)
            return new ReportOutcome(null, null, Changed: false, AlreadyKnown: false);

        var before = ledger.Message.Status;
        if (part.State == PartState.Indeterminate)
            part = part with { State = PartState.Sent, TpMr = report.TpMr, SentAt = context.Now, Error = null };
        Apply(ledger, part, report.Status);
        if (before == MessageStatus.Indeterminate)
            ledger.GoOn("a delivery report shows that it went out");
        else
            ledger.Conclude();
        var saved = ledger.Save();
        return new ReportOutcome(saved, part.Number, Changed: saved.Status != before, AlreadyKnown: false);
    }

    /// <summary>Applies reports that overtook the answer to the send.</summary>
    public static void ApplyWaiting(SqlSession session, Ledger ledger, MessagePart part)
    {
        if (part is not { TpMr: { } tpMr, Modem: { } modem, StartedAt: { } startedAt })
            return;
        var waiting = session.All(
            "SELECT id, recipient, status FROM delivery_reports WHERE message_id IS NULL AND modem = $1 AND tp_mr = $2 AND received_at >= "
            + "$3 ORDER BY id",
            reader => (Id: reader.GetInt64(0), Recipient: reader.GetString(1), Status: new DeliveryStatus((byte)reader.GetInt32(2))),
            modem,
            tpMr,
            SqlTime.ToMilliseconds(startedAt));
        foreach (var report in waiting.Where(report => SameNumber(report.Recipient, ledger.Message.PhoneNumber)))
        {
            session.Execute("UPDATE delivery_reports SET message_id = $1, number = $2 WHERE id = $3", part.MessageId, part.Number,
                report.Id);
            Apply(ledger, ledger.Parts[part.Number - 1], report.Status);
        }
    }

    /// <summary>Applies the report that came before its part was known to be lost: the only one that waits, if there is no other lost part that it
    /// may mean.</summary>
    public static void ApplyWaitingToLost(SqlSession session, StoreContext context, Ledger ledger, MessagePart part)
    {
        if (part is not { Modem: { } modem, StartedAt: { } startedAt })
            return;
        var waiting = session.All(
            "SELECT id, recipient, status, tp_mr FROM delivery_reports WHERE message_id IS NULL AND modem = $1 AND received_at >= $2",
            reader => (Id: reader.GetInt64(0), Recipient: reader.GetString(1), Status: new DeliveryStatus((byte)reader.GetInt32(2)),
                TpMr: reader.GetInt32(3)),
            modem,
            SqlTime.ToMilliseconds(startedAt)).FindAll(report => SameNumber(report.Recipient, ledger.Message.PhoneNumber));
        var others = session.All(
            "SELECT message_id FROM message_parts WHERE state = 'indeterminate' AND modem = $1 AND started_at >= $2",
            reader => reader.GetInt64(0),
            modem,
            SqlTime.ToMilliseconds(context.Now - ReachWithoutReference));
        if (waiting is not [var only]
            || others.Exists(id => Ledger.Open(session, context, id) is { } other && SameNumber(only.Recipient, other.Message.PhoneNumber)))
            return;
        session.Execute("UPDATE delivery_reports SET message_id = $1, number = $2 WHERE id = $3", part.MessageId, part.Number, only.Id);
        Apply(ledger, part with { State = PartState.Sent, TpMr = only.TpMr, SentAt = context.Now, Error = null }, only.Status);
        ledger.GoOn("a delivery report shows that it went out");
    }

    // What a part's first final report said stays.
    private static void Apply(Ledger ledger, MessagePart part, DeliveryStatus status)
    {
        ledger.Note("report", part.Total > 1 ? $"part {part.Number} of {part.Total}: {status.Meaning}" : status.Meaning);
        ledger.Put(part.State != PartState.Sent ? part : status.Outcome switch
        {
            DeliveryOutcome.Delivered => part with { State = PartState.Delivered, Error = null },
            DeliveryOutcome.Failed => part with { State = PartState.Failed, Error = status.Meaning },
            _ => part,
        });
    }

    private static (Ledger? Ledger, MessagePart? Part) Find(SqlSession session, StoreContext context, DeliveryReport report)
    {
        var now = context.Now;
        var named = session.All(
            "SELECT message_id, number FROM message_parts WHERE modem = $1 AND tp_mr = $2 AND sent_at >= $3 ORDER BY sent_at DESC LIMIT 50",
            reader => (Id: reader.GetInt64(0), Number: reader.GetInt32(1)),
            report.Modem,
            report.TpMr,
            SqlTime.ToMilliseconds(now - Reach));
        var fitting = Fitting(session, context, report, named);
        if (fitting.Count > 0)
            return Closest(fitting, report);

        // It may have overtaken the answer to a part that is being sent right now: then it waits for that.
        var underWay = session.All(
            "SELECT p.message_id, p.number FROM messages m JOIN message_parts p ON p.message_id = m.id WHERE m.status = 'sending' AND "
            + "m.direction = 'outbound' AND p.state = 'sending' AND p.modem = $1",
            reader => (Id: reader.GetInt64(0), Number: reader.GetInt32(1)),
            report.Modem);
        if (Fitting(session, context, report, underWay).Count > 0)
            return default;

        // Of these the reference is not known: the answer is missing, or came without it, or the SIM was the witness.
        var lost = session.All(
            "SELECT message_id, number FROM message_parts WHERE state = 'indeterminate' AND modem = $1 AND started_at >= $2 "
            + "UNION ALL SELECT message_id, number FROM message_parts WHERE state = 'sent' AND tp_mr IS NULL AND modem = $1 AND sent_at >= $2",
            reader => (Id: reader.GetInt64(0), Number: reader.GetInt32(1)),
            report.Modem,
            SqlTime.ToMilliseconds(now - ReachWithoutReference));
        // Of two that are alike nobody knows which one it means; then a person must.
        return Fitting(session, context, report, lost).FindAll(candidate => TimeFits(candidate.Part!, report)) is [var only] ? only
            : default;
    }

    private static List<(Ledger? Ledger, MessagePart? Part)> Fitting(SqlSession session, StoreContext context, DeliveryReport report,
        List<(long Id, int Number)> parts)
    {
        var fitting = new List<(Ledger? Ledger, MessagePart? Part)>();
        foreach (var (id, number) in parts)
        {
            if (Ledger.Open(session, context, id) is { } ledger && SameNumber(report.Recipient, ledger.Message.PhoneNumber))
                fitting.Add((ledger, ledger.Parts[number - 1]));
        }

        return fitting;
    }

    // TP-MR wraps after 256 messages: of several the one that still waits and whose time is closest.
    private static (Ledger? Ledger, MessagePart? Part) Closest(List<(Ledger? Ledger, MessagePart? Part)> candidates,
        DeliveryReport report) => candidates
        .OrderBy(candidate => candidate.Part!.State == PartState.Sent ? 0 : 1)
        .ThenBy(candidate => report.ServiceCentreTimestamp is { } stamp ? (candidate.Part!.SentAt - stamp)?.Duration() : TimeSpan.Zero)
        .First();

    private static bool TimeFits(MessagePart part, DeliveryReport report) =>
        report.ServiceCentreTimestamp is not { } stamp || part.StartedAt is not { } started || (stamp - started).Duration() <= ClockError;

    // The network may write a number in another form than the one that was dialled.
    private static bool SameNumber(string left, string right)
    {
        var (a, b) = (Digits(left), Digits(right));
        if (a == b)
            return a.Length > 0 || left == right;
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        return shorter.Length >= MinDigitsInCommon && longer.EndsWith(shorter, StringComparison.Ordinal);
    }

    private static string Digits(string number) => new string([.. number.Where(char.IsAsciiDigit)]).TrimStart('0');
}
