using System.Diagnostics;
using ModemActors.Inbox;
using ModemActors.Protocol.Sms;
using ModemActors.Settings;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Outbox;

/// <summary>A claimed message, made into parts: which of them are out, which is next, and what is to be said to the modem for it.</summary>
internal sealed class MessageInHand
{
    private readonly ModemSettings _modem;
    private readonly IReadOnlyList<Pdu> _pdus;
    private readonly HashSet<int> _out;

    private MessageInHand(Claim claim, ModemSettings modem, IReadOnlyList<Pdu> pdus, HashSet<int> isOut, bool storesFirst) =>
        (Claim, _modem, _pdus, _out, StoresFirst) = (claim, modem, pdus, isOut, storesFirst);

    public Claim Claim { get; }

    public long Id => Claim.Message.Id;

    /// <summary>Its sending in the message's trace; null while nobody listens.</summary>
    public Activity? Span { get; private init; }

    /// <summary>The part whose turn it is.</summary>
    public int Number { get; private set; }

    /// <summary>True: parts are written to the SIM and sent from there.</summary>
    public bool StoresFirst { get; }

    /// <summary>Null with the reason if the modem cannot send it.</summary>
    public static MessageInHand? Of(Claim claim, ModemSettings modem, bool storesFirst, DateTimeOffset now, out string? reason)
    {
        // If all parts are out somebody queued the whole message again, and it is a new sending.
        var sent = claim.Parts.Where(IsOut).Select(part => part.Number).ToHashSet();
        if (sent.Count == claim.Parts.Count)
            sent = [];
        var pdus = MessageComposer.TryCompose(claim.Message, sent.Count > 0 ? claim.Parts[0].Reference : null, modem, now, out reason);
        if (pdus is null)
            return null;
        if (!modem.TextMode || pdus.Count == 1)
        {
            var span = MessageTrace.Begin("send", claim.Message);
            span?.SetTag("modemactors.modem", modem.Id).SetTag("modemactors.parts", pdus.Count).SetTag("modemactors.attempt", claim.Message.Attempts);
            return new MessageInHand(claim, modem, pdus, sent, storesFirst) { Span = span };
        }

        reason = $"the text takes {pdus.Count} parts, but modem {modem.Id} is in text mode (sms-mode = text), which sends one";
        return null;
    }

    /// <summary>The intent. A message that was begun goes on with the reference it was begun with.</summary>
    /// <param name="storage">The memory into which parts are written.</param>
    public PartsPlanned Plan(string storage) => new(
        Id,
        _pdus.Count,
        _out.Count > 0 ? Claim.Parts[0].Reference : _pdus.Count > 1 ? MessageComposer.ReferenceOf(Claim.Message) : null,
        SlotContent.EncodingOf(SmsEstimate.Of(Claim.Message.Content).Alphabet),
        StoresFirst ? storage : null);

    /// <summary>Begins the command that sends the part whose turn it is.</summary>
    public Activity? BeginSubmission(SubmitPart submission)
    {
        if (Span is null)
            return null;
        var command = submission.Submission.Command.Text.Split('=')[0];
        return MessageTrace.BeginBelow(Span, command, ActivityKind.Client)?.SetTag("modemactors.part", submission.Number).SetTag("modemactors.modem", _modem.Id);
    }

    /// <summary>The trace ends with a step that takes the message out of hand.</summary>
    public void End(OutboundStep step)
    {
        var (outcome, error) = step switch
        {
            PartsPlanned or PartStored => ("", null),
            PartSent sent when !IsLast(sent.Number) => ("", null),
            PartSent => ("sent", null),
            PartFailed failed => ("failed", failed.Error),
            PartIndeterminate lost => ("indeterminate", lost.Error),
            Released released => ("released", released.Reason),
            Refused refused => ("refused", refused.Error),
            _ => ("given up", (string?)null),
        };
        if (outcome.Length > 0)
            Span.End(error, outcome);
    }

    /// <summary>Goes to the first part after <paramref name="number"/> that no earlier attempt sent.</summary>
    public void GoOnAfter(int number) => Number = Next(number);

    /// <summary>Whether everything is out when this part is.</summary>
    public bool IsLast(int number) => Next(number) > _pdus.Count;

    /// <summary>Writes the part to the SIM.</summary>
    public StorePart Store() => new(Id, Number, _pdus[Number - 1]);

    /// <summary>Sends the part from the slot in which it was stored.</summary>
    public SubmitPart SubmitFrom(int index) => SubmitPart.FromSlot(Id, Number, _pdus[Number - 1], index, _modem.SendTimeout);

    /// <summary>Sends the part as it is written.</summary>
    public SubmitPart Submit() => _modem.TextMode
        ? SubmitPart.Text(Id, Claim.Message.PhoneNumber, Claim.Message.Content)
        : SubmitPart.Pdu(Id, Number, _pdus[Number - 1]);

    private int Next(int number)
    {
        do
            number++;
        while (_out.Contains(number));
        return number;
    }

    // A part that a report called undelivered is out too: sending it again is a person's decision.
    private static bool IsOut(MessagePart part) =>
        part.State is PartState.Sent or PartState.Delivered || (part.State == PartState.Failed && part.SentAt is not null);
}
