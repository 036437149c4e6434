using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>The steps of a claimed message.</summary>
internal static class Recording
{
    private const int MaxParts = 255;

    public static Message Record(SqlSession session, StoreContext context, OutboundStep step)
    {
        var ledger = Ledger.RequireClaimed(session, context, step.MessageId);
        ledger.Set(row => row with { ClaimedUntil = (context.Now + context.Options.ClaimLease).ToUnixTimeMilliseconds() });
        switch (step)
        {
            case PartsPlanned planned:
                Plan(ledger, planned);
                break;
            case PartStored stored:
                ledger.Put(
                    ledger.RequirePart(stored.Number, PartState.Sending) with { StoredIn = stored.Storage, StoredAt = stored.Index });
                break;
            case PartSent sent:
                Send(session, ledger, context, sent);
                break;
            case PartFailed failed:
                Fail(ledger, failed);
                break;
            case PartIndeterminate lost:
                Lose(session, ledger, context, lost);
                break;
            case Released released:
                Release(ledger, released);
                break;
            case Refused refused:
                Refuse(ledger, refused);
                break;
            case GivenUp given:
                GiveUp(ledger, given);
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is no step of a message.", nameof(step));
        }

        return ledger.Save();
    }

    /// <summary>Gives a message back whose attempt never began.</summary>
    public static void GiveBack(Ledger ledger, string reason, DateTimeOffset? dueAt)
    {
        ledger.Requeue(reason, dueAt);
        ledger.Set(row => row with { Message = row.Message with { Attempts = Math.Max(0, row.Message.Attempts - 1) } });
    }

    private static void Plan(Ledger ledger, PartsPlanned step)
    {
        if (step.Total is < 1 or > MaxParts)
            throw new ArgumentOutOfRangeException(nameof(step), step.Total, "A message has 1 to 255 parts.");
        var parts = ledger.Parts;
        if (parts.Any(part => part.State is PartState.Sending or PartState.Indeterminate))
            throw new StoreConflictException(
                $"Message {step.MessageId} has a part of which nobody knows whether it went out, or one that is being sent.");

        // Parts that are out stay out. If all are, another program queued the whole message again, and it is a new sending.
        if (parts.Any(Ledger.IsOut) && !parts.All(Ledger.IsOut))
        {
            if (parts.Count != step.Total || parts[0].Reference != step.Reference)
                throw new StoreConflictException(
                    $"Message {step.MessageId} was begun with {parts.Count} parts and reference {parts[0].Reference}; it can't go on "
                    + $"with {step.Total} and {step.Reference}.");
        }
        else
        {
            ledger.Unplan();
            for (var number = 1; number <= step.Total; number++)
                ledger.Put(new MessagePart(step.MessageId, number, step.Total, PartState.Pending, Reference: step.Reference));
        }

        foreach (var part in ledger.Parts.Where(part => !Ledger.IsOut(part) && part.StoredIn != step.StoredIn))
            ledger.Put(part with { StoredIn = step.StoredIn, StoredAt = null });
        ledger.Set(row => row with { Message = row.Message with { Parts = step.Total, Encoding = step.Encoding } });
        ledger.Begin(ledger.Parts.First(part => !Ledger.IsOut(part)));
    }

    private static void Send(SqlSession session, Ledger ledger, StoreContext context, PartSent step)
    {
        var part =
            ledger.RequirePart(step.Number, PartState.Sending) with { State = PartState.Sent, TpMr = step.TpMr, SentAt = context.Now };
        ledger.Put(part);
        Reports.ApplyWaiting(session, ledger, part);
        if (part.Total > 1)
            ledger.Note("part sent", $"{part.Number} of {part.Total}");
        ledger.GoOn($"by {ledger.Message.SentBy}");
    }

    private static void Fail(Ledger ledger, PartFailed step)
    {
        var part = ledger.RequirePart(step.Number, PartState.Sending);
        if (step.RetryAt is { } retryAt)
        {
            ledger.Put(part with { State = PartState.Pending, Error = step.Error });
            ledger.Requeue($"{step.Error}; again at {SqlTime.ToText(retryAt)}", retryAt);
        }
        else
        {
            ledger.Put(part with { State = PartState.Failed, Error = step.Error });
            ledger.Move(MessageStatus.Failed, step.Error);
        }

        ledger.Set(row => row with { Message = row.Message with { Error = step.Error } });
    }

    private static void Lose(SqlSession session, Ledger ledger, StoreContext context, PartIndeterminate step)
    {
        var part = ledger.RequirePart(step.Number, PartState.Sending);
        if (step.Resend)
        {
            ledger.Put(part with { State = PartState.Pending, Error = step.Error });
            ledger.Requeue($"{step.Error}; sent again because on-indeterminate = resend", dueAt: null);
        }
        else
        {
            ledger.Put(part with { State = PartState.Indeterminate, Error = step.Error });
            ledger.Move(MessageStatus.Indeterminate, step.Error);
        }

        ledger.Set(row => row with { Message = row.Message with { Error = step.Error } });
        if (!step.Resend)
            Reports.ApplyWaitingToLost(session, context, ledger, ledger.Parts[step.Number - 1]);
    }

    private static void Release(Ledger ledger, Released step)
    {
        if (ledger.Parts.FirstOrDefault(part => part.State == PartState.Sending) is { } begun)
            ledger.Put(begun with { State = PartState.Pending });
        GiveBack(ledger, step.Reason, step.RetryAt);
    }

    private static void Refuse(Ledger ledger, Refused step)
    {
        if (ledger.Parts.Any(part => part.State is PartState.Sending or PartState.Indeterminate))
            throw new StoreConflictException(
                $"Message {step.MessageId} has a part that is being sent; its outcome must be recorded first.");
        ledger.Move(MessageStatus.Failed, step.Error);
        ledger.Set(row => row with { Message = row.Message with { Error = step.Error } });
    }

    private static void GiveUp(Ledger ledger, GivenUp step)
    {
        foreach (var part in ledger.Parts.Where(part => part.State == PartState.Sending))
            ledger.Put(part with { State = step.MayBeOut ? PartState.Indeterminate : PartState.Pending, Error = step.Error });
        var isLost = step.MayBeOut || ledger.Parts.Any(part => part.State == PartState.Indeterminate);
        ledger.Move(isLost ? MessageStatus.Indeterminate : MessageStatus.Failed, step.Error);
        ledger.Set(row => row with { Message = row.Message with { Error = step.Error } });
    }
}
