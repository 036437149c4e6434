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

    public static SubmitPart Text(long messageId, string phoneNumber, string content) => new InTextMode(messageId, phoneNumber, content);

    private sealed class InPduMode(long messageId, int number, Pdu pdu) : SubmitPart(messageId, number)
    {
        public override CommandStep<SendReceipt> Submission { get; } = Ask(new SendPdu(pdu.TpduLength, pdu.ToHex()));

        public override IEnumerable<TransactionStep> Steps()
        {
            yield return Submission;
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
