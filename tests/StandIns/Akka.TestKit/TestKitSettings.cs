using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The keys under <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    public TestKitSettings(Config config)
    {
        if (config.IsNullOrEmpty())
        {
            throw new ConfigurationException("The test kit needs a configuration.");
        }

        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", null, allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", null, allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", null, allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        if (TestTimeFactor <= 0)
        {
            throw new ConfigurationException($"Expected a positive value for \"akka.test.timefactor\" but found {TestTimeFactor}");
        }
    }

    /// <summary>For Ask and latches.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long an expectation waits outside of Within.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits for the events it expects, after its block.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>Multiplies every duration that a test passes in.</summary>
    public double TestTimeFactor { get; }

    public bool LogTestKitCalls { get; }
}

public static class TestKitExtension
{
    public static TestKitSettings For(ActorSystem system) => new(system.Settings.Config);
}
