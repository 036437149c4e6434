using Akka.Actor;
using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of systems under test: prints what no filter takes.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<IEventFilter> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                initialize.LoggingBus.Subscribe(Self, typeof(Mute));
                initialize.LoggingBus.Subscribe(Self, typeof(Unmute));
                initialize.LoggingBus.Subscribe(Self, typeof(DeadLetter));
                initialize.LoggingBus.Subscribe(Self, typeof(UnhandledMessage));
                Sender.Tell(new LoggerInitialized());
                break;
            case Mute mute:
                _filters.AddRange(mute.Filters);
                break;
            case Unmute unmute:
                foreach (var filter in unmute.Filters)
                {
                    _filters.Remove(filter);
                }

                break;
            case LogEvent logEvent:
                Show(logEvent, logEvent);
                break;
            case DeadLetter letter:
                Show(letter);
                break;
            default:
                Print(new Debug(Context.System.Name, GetType(), message));
                break;
        }

        return true;
    }

    private void Show(DeadLetter letter)
    {
        var path = letter.Recipient.Path.ToString();
        var type = letter.Recipient.GetType();
        var words = new DeadLetter($"Received dead letter from {letter.Sender}: {letter.Message}", letter.Sender, letter.Recipient);
        Show(new Warning(path, type, letter), new Warning(path, type, words));
    }

    private void Show(LogEvent logEvent, LogEvent words)
    {
        if (!_filters.Exists(filter => Takes(filter, logEvent)))
        {
            Print(words);
        }
    }

    /// <summary>A condition of a test that throws on an event does not hold for it; the logger must survive it.</summary>
    private static bool Takes(IEventFilter filter, LogEvent logEvent)
    {
        try
        {
            return filter.Apply(logEvent);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
