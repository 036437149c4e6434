using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Logs dead, dropped and unhandled messages: <c>akka.log-dead-letters</c> of them, then it is silent for <c>akka.log-dead-letters-suspend-duration</c>
/// (for good when that is infinite), tells how many it left out, and counts anew.
/// </summary>
internal sealed class DeadLetterListener : UntypedActor
{
    private const string Advice = "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' "
        + "and 'akka.log-dead-letters-during-shutdown'.";

    private readonly EventStream _stream = Context.System.EventStream;
    private readonly int _limit;
    private readonly TimeSpan _pause;
    private TimeSpan? _silentUntil;
    private int _count;

    /// <param name="limit">How many are logged before a pause; int.MaxValue: all.</param>
    /// <param name="pause">Infinite (-1 ms): after the limit none is logged any more.</param>
    public DeadLetterListener(int limit, TimeSpan pause)
    {
        _limit = limit;
        _pause = pause;
    }

    private static TimeSpan Clock => Context.System.Scheduler.MonotonicClock;

    protected override void OnReceive(object message)
    {
        if (message is not AllDeadLetters letter)
            Unhandled(message);
        else if (letter.Message is not IDeadLetterSuppression)
            Count(letter);
    }

    private void Count(AllDeadLetters letter)
    {
        _count = _count == int.MaxValue ? 1 : _count + 1;
        if (_silentUntil is { } end)
        {
            if (Clock < end)
                return;
            Log(letter, $", of which {_count - _limit - 1} were not logged. The counter will be reset now");
            _silentUntil = null;
            _count = 0;
        }
        else if (_count != _limit || _limit == int.MaxValue)
        {
            Log(letter, "");
        }
        else if (_pause == Timeout.InfiniteTimeSpan)
        {
            Log(letter, ", no more dead letters will be logged");
            Context.Stop(Self);
        }
        else
        {
            Log(letter, $", no more dead letters will be logged in next [{_pause}]");
            _silentUntil = Clock + _pause;
        }
    }

    private void Log(AllDeadLetters letter, string note)
    {
        var type = letter.Message.GetType().Name;
        var from = IsKnown(letter.Sender) ? $" from {letter.Sender}" : "";
        var to = letter is DeadLetter || IsKnown(letter.Recipient) ? $" to {letter.Recipient}" : "";
        var fate = letter switch
        {
            Dropped dropped => $"dropped. {dropped.Reason}",
            UnhandledMessage => "unhandled",
            _ => "not delivered",
        };
        var hint = letter is DeadLetter ? $"If this is not an expected behavior then {letter.Recipient} may have terminated unexpectedly. " : "";
        var content = letter.Message.ToString();
        var tail = content == type ? "" : $" Message content: {content}";
        _stream.Publish(new Info(
            letter.Recipient.Path.ToString(), letter.Recipient.GetType(),
            $"Message [{type}]{from}{to} was {fate}. [{_count}] dead letters encountered{note}. {hint}{Advice}{tail}"));
    }

    private static bool IsKnown(IActorRef actor) => actor is not (null or DeadLetterActorRef);
}

/// <summary>Turns unhandled messages into debug events: <c>akka.actor.debug.unhandled = on</c>.</summary>
internal sealed class UnhandledMessageForwarder : UntypedActor
{
    protected override void OnReceive(object message)
    {
        var unhandled = (UnhandledMessage)message;
        var sender = unhandled.Sender?.Path.ToString() ?? "NoSender";
        Context.System.EventStream.Publish(new Debug(
            unhandled.Recipient.Path.ToString(), unhandled.Recipient.GetType(), $"Unhandled message from {sender} : {unhandled.Message}"));
    }
}
