namespace Akka.TestKit;

/// <summary>The dispatcher on which an actor receives on the thread that tells it: <c>props.WithDispatcher(CallingThreadDispatcher.Id)</c>.</summary>
public static class CallingThreadDispatcher
{
    public const string Id = "akka.test.calling-thread-dispatcher";
}

/// <summary>Only a name in the configuration: the kernel knows the dispatcher by its id.</summary>
public abstract class CallingThreadDispatcherConfigurator;
