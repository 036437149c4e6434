using Akka.Event;
using ModemActors.Messages;
using ModemActors.Storage;
using ModemActors.Telemetry;

namespace ModemActors.Outbox;

/// <summary>Tells the log and the event stream what became of outbound messages.</summary>
/// <param name="teller">Who speaks in the log: a modem's id; empty = nobody in particular.</param>
internal sealed class OutboundNews(ILoggingAdapter log, EventStream stream, string teller = "")
{
    private readonly string _teller = teller.Length > 0 ? teller + ": " : "";

    public void Sending(Message message) => stream.Publish(new MessageSending(message.Id, message.SentBy ?? teller));

    public void Sent(Message message)
    {
        log.Info("{0}message {1} sent to {2}", _teller, message.Id, new Personal(message.PhoneNumber));
        ModemActorsMeter.Sent(message);
        stream.Publish(new MessageSent(message.Id, message.SentBy ?? teller, message.Parts ?? 1));
    }

    public void Failed(Message message, string error)
    {
        log.Error("{0}message {1} to {2} failed: {3}", _teller, message.Id, new Personal(message.PhoneNumber), error);
        stream.Publish(new MessageFailed(message.Id, message.SentBy ?? message.Modem, error));
    }

    public void Indeterminate(Message message, string error)
    {
        log.Warning("{0}nobody can know whether message {1} to {2} went out: {3}", _teller, message.Id, new Personal(message.PhoneNumber), error);
        stream.Publish(new MessageIndeterminate(message.Id, message.SentBy, error));
    }

    public void Duplicate(Message message)
    {
        log.Warning("Duplicate message detected: message {0} to {1} is not sent", message.Id, new Personal(message.PhoneNumber));
        stream.Publish(new MessageDuplicate(message.Id));
    }

    public void Expired(Message message)
    {
        log.Warning("message {0} to {1} expired before it could be sent", message.Id, new Personal(message.PhoneNumber));
        stream.Publish(new MessageExpired(message.Id));
    }

    /// <summary>A step is on record that ended an attempt.</summary>
    public void AttemptEnded(OutboundStep step, Message message)
    {
        switch (step)
        {
            case PartFailed { RetryAt: { } at } failed:
                log.Warning("{0}message {1} failed: {2}; again at {3:u}", _teller, message.Id, failed.Error, at);
                break;
            case Released released:
                log.Info("{0}message {1} goes back to the queue: {2}", _teller, message.Id, released.Reason);
                break;
            case PartIndeterminate { Resend: true } lost:
                log.Warning("{0}message {1} may have gone out, and is sent again because on-indeterminate = resend: {2}", _teller, message.Id, lost.Error);
                break;
            case PartIndeterminate { Error: var error }:
                Indeterminate(message, error);
                break;
            case PartFailed or Refused or GivenUp:
                Ended(message);
                break;
        }
    }

    /// <summary>A message changed outside of the usual way: announces where it stands now.</summary>
    public void Ended(Message message)
    {
        switch (message.Status)
        {
            case MessageStatus.Indeterminate:
                Indeterminate(message, message.Error ?? "");
                break;
            case MessageStatus.Failed:
                Failed(message, message.Error ?? "");
                break;
            case MessageStatus.Sent:
                Sent(message);
                break;
        }
    }
}
