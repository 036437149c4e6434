using ModemActors.Inbox;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Protocol.Sms;

namespace ModemActors.Outbox;

/// <summary>Sends one part of a message. Its body is written once at most.</summary>
internal abstract class SubmitPart(long messageId, int number) : PortTransaction
{
    public override string Purpose => $"send message {messageId} part {number}";

    public override TransactionPriority Priority => TransactionPriority.Send;

    public int Number => number;

    public abstract CommandStep<SendReceipt> Submission { get; }

    public static SubmitPart Pdu(long messageId, int number, Pdu pdu) => new InPduMode(messageId, number, pdu);

    /// <summary>Sends what <see cref="StorePart"/> wrote, if it still lies there.</summary>
    public static SubmitPart FromSlot(long messageId, int number, Pdu pdu, int index, TimeSpan deadline) => new InStoredMode(messageId, number, pdu, index, deadline);

    /// <summary>True from when the modem may have begun to send.</summary>
    public bool IsBegun { get; protected set; }

    /// <summary>True if the SIM says that it went out, whatever the modem answered.</summary>
    public bool IsWitnessed { get; protected set; }

    /// <summary>True: it is sent from a slot, so that the SIM knows what became of it.</summary>
    public virtual bool HasWitness => false;

    public static SubmitPart Text(long messageId, string phoneNumber, string content) => new InTextMode(messageId, phoneNumber, content);

    private sealed class InPduMode(long messageId, int number, Pdu pdu) : SubmitPart(messageId, number)
    {
        public override CommandStep<SendReceipt> Submission { get; } = Ask(new SendPdu(pdu.TpduLength, pdu.ToHex()));

        public override IEnumerable<TransactionStep> Steps()
        {
            yield return Submission;
        }
    }

    private sealed class InStoredMode(long messageId, int number, Pdu pdu, int index, TimeSpan deadline) : SubmitPart(messageId, number)
    {
        public override CommandStep<SendReceipt> Submission { get; } = Ask(new SendStored(index), deadline);

        public override bool HasWitness => true;

        public override IEnumerable<TransactionStep> Steps()
        {
            // twice, for a byte may be lost on the line
            for (var look = 0; look < 2 && !IsBegun; look++)
            {
                var before = Ask(new ReadMessage(index));
                yield return before;
                IsBegun = before.ValueOr(null) is { Stat: MessageStat.StoredUnsent } stored && OutgoingSlot.Of(stored.Hex) == OutgoingSlot.Of(pdu);
            }

            if (!IsBegun)
                yield break;
            yield return Submission;
            if (Submission.Result.IsOk)
                yield break;
            // An error does not mean that it was not sent.
            var after = Ask(new ReadMessage(index));
            yield return after;
            IsWitnessed = after.ValueOr(null) is { Stat: MessageStat.StoredSent } left && OutgoingSlot.Of(left.Hex) == OutgoingSlot.Of(pdu);
        }
    }

    private sealed class InTextMode(long messageId, string phoneNumber, string content) : SubmitPart(messageId, 1)
    {
        public override CommandStep<SendReceipt> Submission { get; } =
            Ask(new SendText(TextModeCharacters.Encode(phoneNumber), TextModeCharacters.Encode(content)));

        public override IEnumerable<TransactionStep> Steps()
        {
            // SMS-SUBMIT with a relative validity of a day; the data coding decides how the modem packs what it gets in UCS2
            var coding = SmsEstimate.Of(content).Alphabet == SmsAlphabet.Gsm7 ? 0 : 8;
            yield return Ask(new WriteTextParameters(17, 167, 0, coding));
            yield return Submission;
        }
    }
}
