using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>
/// Hands out work. What waits for a time sleeps outside of the lanes (<c>wake_at</c>), so that only due messages are ever walked over; what
/// is bound to a modem has a lane of its own,
/// so that a dead modem's messages are in nobody's way. Rows of other programs are put to sleep, ended or failed when they are first met.
/// </summary>
internal sealed class Claiming
{
    private const int MaxLookedAt = 2000;
    private const int MaxExpired = 500;
    private const int TurnsPerElder = 4;

    private readonly StoreContext _context;
    private LanePosition? _continueAfter;
    private int _turn;

    public Claiming(StoreContext context) => _context = context;

    /// <summary>One claim for each modem that is idle and has something to do.</summary>
    public ClaimResult Claim(SqlSession session, ClaimRequest request)
    {
        var run = new Run(session, _context, request);
        session.Execute(
            "UPDATE messages INDEXED BY messages_by_wake SET wake_at = 0 "
            + "WHERE status = 'queued' AND direction = 'outbound' AND wake_at > 0 AND wake_at <= $1",
            _context.Now.ToUnixTimeMilliseconds());
        run.ExpireOverdue();
        HandOut(session, run, request);
        return run.Result(NextDue(session, _continueAfter is not null || run.ExpiredMany));
    }

    private void HandOut(SqlSession session, Run run, ClaimRequest request)
    {
        var names = Lane.Names(session);
        var free = request.IdleModems.Distinct(StringComparer.Ordinal).ToList();
        var lanes = free.Where(names.Contains).ToDictionary(modem => modem, modem => new Lane(session, modem), StringComparer.Ordinal);
        var shared = new Lane(session, "", _continueAfter);
        _continueAfter = null;
        while (free.Count > 0)
        {
            if (++_turn % TurnsPerElder == 0 && TakeElder(run, free, lanes, shared))
                continue;
            if (run.LookedAt >= MaxLookedAt)
            {
                _continueAfter = shared.Position;
                return;
            }

            var lane = Best(free, lanes, shared);
            if (lane?.Peek() is not { } candidate)
                return;
            var modem = lane == shared ? run.RouteFor(candidate, free) : lane.Modem;
            if (run.TryTake(candidate, modem))
                free.Remove(modem!);
            lane.Skip();
        }
    }

    // Now and then the one that waits longest goes first if it has waited too long, so that urgent messages can't hold up the others for
    // ever.
    private static bool TakeElder(Run run, List<string> free, Dictionary<string, Lane> lanes, Lane shared)
    {
        foreach (var lane in free.Select(lanes.GetValueOrDefault).OfType<Lane>().Append(shared))
        {
            if (lane.Oldest() is not { } elder || !run.IsStarving(elder))
                continue;
            var modem = lane == shared ? run.RouteFor(elder, free) : lane.Modem;
            if (!run.TryTake(elder, modem))
                continue;
            free.Remove(modem!);
            return true;
        }

        return false;
    }

    private static Lane? Best(List<string> free, Dictionary<string, Lane> lanes, Lane shared)
    {
        var best = shared.Peek() is null ? null : shared;
        foreach (var modem in free)
        {
            if (lanes.GetValueOrDefault(modem) is not { } lane || lane.Peek() is not { } head)
                continue;
            if (best is null || head.GoesBefore(best.Peek()!))
                best = lane;
        }

        return best;
    }

    private DateTimeOffset? NextDue(SqlSession session, bool atOnce)
    {
        if (atOnce)
            return _context.Now;
        var wake = session.Scalar(
            "SELECT min(wake_at) FROM messages INDEXED BY messages_by_wake "
            + "WHERE status = 'queued' AND direction = 'outbound' AND wake_at > 0") as long?;
        var due = wake is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : (DateTimeOffset?)null;
        var expiry = SqlTime.Parse(session.Scalar(
            "SELECT min(expires_at) FROM messages INDEXED BY messages_by_expiry WHERE status = 'queued' AND direction = 'outbound' AND "
            + "expires_at IS NOT NULL AND expires_at > $1", SqlTime.ToText(_context.Now)));
        return due is null || expiry < due ? expiry ?? due : due;
    }

    /// <summary>One request.</summary>
    private sealed class Run(SqlSession session, StoreContext context, ClaimRequest request)
    {
        private readonly DateTimeOffset _now = context.Now;
        private readonly List<Claim> _claims = [];
        private readonly List<Message> _duplicates = [];
        private readonly List<Message> _expired = [];
        private readonly List<Message> _rejected = [];
        private readonly HashSet<long> _met = [];

        public int LookedAt { get; private set; }

        public bool ExpiredMany => _expired.Count >= MaxExpired;

        public ClaimResult Result(DateTimeOffset? nextDue) => new(_claims, _duplicates, _expired, _rejected, nextDue);

        /// <summary>Ends what is over its time, wherever it is bound to.</summary>
        public void ExpireOverdue()
        {
            var overdue = session.All(
                "SELECT id FROM messages INDEXED BY messages_by_expiry WHERE status = 'queued' AND direction = 'outbound' AND expires_at "
                + "IS NOT NULL AND expires_at <= $1 ORDER BY expires_at LIMIT $2",
                reader => reader.GetInt64(0),
                SqlTime.ToText(_now),
                MaxExpired);
            foreach (var id in overdue)
                _ = Ledger.Open(session, context, id) is { } ledger && ExpireIfOver(ledger);
        }

        /// <summary>The first idle modem by which it may go; null if none.</summary>
        public string? RouteFor(Candidate candidate, List<string> free) =>
            free.Find(modem => request.Routes is not { } routes || routes(candidate.PhoneNumber, modem));

        public bool IsStarving(Candidate candidate) =>
            Ledger.Open(session, context, candidate.Id) is { } ledger && _now - ledger.Message.Timestamp >= context.Options.StarvationAge;

        /// <summary>Gives the message to the modem, unless it has to wait, is over, doubled, or no message at all. No modem = it is only
        /// passed by.</summary>
        public bool TryTake(Candidate candidate, string? modem)
        {
            LookedAt++;
            if (modem is null || !_met.Add(candidate.Id) || Ledger.Open(session, context, candidate.Id) is not { } ledger)
                return false;
            if (ledger.Message.Status != MessageStatus.Queued || ExpireIfOver(ledger) || SleepIfEarly(ledger))
                return false;
            if (ledger.Row.Fingerprint is null && !IsFit(ledger))
                return false;
            Take(ledger, modem);
            return true;
        }

        private bool ExpireIfOver(Ledger ledger)
        {
            if (ledger.Message.ExpiresAt is not { } end || end > _now)
                return false;
            ledger.Move(MessageStatus.Expired, $"not sent by {SqlTime.ToText(end)}");
            ledger.Set(row => row with { WakeAt = 0 });
            _expired.Add(ledger.Save());
            return true;
        }

        private bool SleepIfEarly(Ledger ledger)
        {
            if (ledger.Message.NotBefore is not { } start || start <= _now)
                return false;
            ledger.Set(row => row with { WakeAt = start.ToUnixTimeMilliseconds() });
            ledger.Save();
            return true;
        }

        // Asked once, before its first attempt: whether it can be sent at all, and whether it repeats another one.
        private bool IsFit(Ledger ledger)
        {
            var garbled = ledger.Row.Garbled is { } time ? $"{time} is no time: write it as 2026-01-31 08:00:00 (UTC)" : null;
            if ((garbled ?? Enqueuing.Refusal(ledger.Message.PhoneNumber, ledger.Message.Content)) is { } refusal)
            {
                End(ledger, MessageStatus.Failed, refusal, _rejected);
                return false;
            }

            var fingerprint = Duplicates.Fingerprint(ledger.Message);
            if (Duplicates.Original(session, context, ledger.Message, fingerprint) is { } original)
            {
                End(ledger, MessageStatus.Duplicate, $"the same as message {original}, queued within {context.Options.DuplicateWindow}",
                    _duplicates);
                return false;
            }

            ledger.Set(row => row with { Fingerprint = fingerprint });
            return true;
        }

        private static void End(Ledger ledger, MessageStatus status, string reason, List<Message> list)
        {
            ledger.Move(status, reason);
            ledger.Set(row => row with { Message = row.Message with { Error = reason } });
            list.Add(ledger.Save());
        }

        private void Take(Ledger ledger, string modem)
        {
            var attempt = ledger.Message.Attempts + 1;
            ledger.Move(MessageStatus.Sending, $"by {modem}, attempt {attempt}");
            ledger.Set(row => row with
            {
                Message = row.Message with { Attempts = attempt, SentBy = modem, NextAttemptAt = null },
                ClaimedBy = context.Options.Node,
                ClaimToken = context.Token,
                ClaimedUntil = (_now + context.Options.ClaimLease).ToUnixTimeMilliseconds(),
            });
            _claims.Add(new Claim(modem, ledger.Save(), ledger.Parts));
        }
    }
}
