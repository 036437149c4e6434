using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Xunit.Sdk;

namespace Akka.Contract.Tests;

/// <summary>What a test can expect of the log.</summary>
public sealed class TestKitEventFilterSpecs() : KitSpecs("""
    akka.loglevel = DEBUG
    akka.test.filter-leeway = 10s
    """)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    private sealed class Quiet : ReceiveActor;

    private sealed class Failing : ReceiveActor
    {
        public Failing()
        {
            ReceiveAny(message => throw new InvalidOperationException($"failed at {message}"));
        }
    }

    [Fact]
    public void Every_level_has_its_filter()
    {
        EventFilter.Debug("told").ExpectOne(() => Log.Debug("told"));
        EventFilter.Info("told").ExpectOne(() => Log.Info("told"));
        EventFilter.Warning("told").ExpectOne(() => Log.Warning("told"));
        EventFilter.Error("told").ExpectOne(() => Log.Error("told"));
        EventFilter.ForLogLevel(LogLevel.WarningLevel, "told").ExpectOne(() => Log.Warning("told"));
    }

    [Fact]
    public void Another_level_does_not_count() =>
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error("told").ExpectOne(Soon, () => Log.Warning("told")));

    [Fact]
    public void Texts_match_as_a_whole_at_the_start_inside_or_by_pattern()
    {
        EventFilter.Info("Port 7 is gone").ExpectOne(() => Log.Info("Port {0} is gone", 7));
        EventFilter.Info(start: "Port").ExpectOne(() => Log.Info("Port {0} is gone", 7));
        EventFilter.Info(contains: "7 is").ExpectOne(() => Log.Info("Port {0} is gone", 7));
        EventFilter.Info(new Regex("^Port [0-9] ")).ExpectOne(() => Log.Info("Port {0} is gone", 7));
        EventFilter.Info("PORT 7 IS GONE").ExpectOne(() => Log.Info("Port {0} is gone", 7));
    }

    [Fact]
    public void Another_text_does_not_count() =>
        Assert.ThrowsAny<XunitException>(() => EventFilter.Info("Port").ExpectOne(Soon, () => Log.Info("Port {0} is gone", 7)));

    [Fact]
    public void More_events_than_expected_fail() => Assert.ThrowsAny<XunitException>(() => EventFilter.Info("told").ExpectOne(() =>
    {
        EventFilter.Info("barrier").Expect(1, () =>
        {
            Log.Info("told");
            Log.Info("told");
            Log.Info("barrier");
        });
    }));

    [Fact]
    public void Several_events_can_be_expected() => EventFilter.Info("told").Expect(3, () =>
    {
        Log.Info("told");
        Log.Info("other");
        Log.Info("told");
        Log.Info("told");
    });

    [Fact]
    public void No_event_can_be_expected()
    {
        EventFilter.Info("told").Expect(0, Soon, () => Log.Info("other"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Info("told").Expect(0, TimeSpan.FromSeconds(10), () => Log.Info("told")));
    }

    [Fact]
    public void A_failing_actor_is_an_error_with_its_exception_and_path()
    {
        var actor = ActorOf<Failing>("failing");

        EventFilter.Exception<InvalidOperationException>("failed at one").ExpectOne(() => actor.Tell("one"));
        EventFilter.Exception<Exception>(start: "failed", source: actor.Path.ToString()).ExpectOne(() => actor.Tell("two"));
        EventFilter.Exception<InvalidOperationException>(source: "/user/failing").ExpectOne(() => actor.Tell("three"));
        EventFilter.Error("failed at four").ExpectOne(() => actor.Tell("four"));
    }

    [Fact]
    public void Another_exception_does_not_count()
    {
        var actor = ActorOf<Failing>();

        Assert.ThrowsAny<XunitException>(() => EventFilter.Exception<ArgumentException>().ExpectOne(Soon, () => actor.Tell("x")));
    }

    [Fact]
    public void Dead_letters_count_by_type_and_place()
    {
        var actor = ActorOf<Quiet>("gone");
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("late"));
        EventFilter.DeadLetter<string>(text => text == "late", "/user/gone").ExpectOne(() => actor.Tell("late"));
        EventFilter.DeadLetter().ExpectOne(() => actor.Tell(1));
        EventFilter.DeadLetter(typeof(int), number => 1.Equals(number)).ExpectOne(() =>
        {
            actor.Tell("late");
            actor.Tell(1);
        });
    }

    [Fact]
    public void Any_condition_can_be_a_filter() =>
        EventFilter.Custom<Warning>(warning => warning.LogSource.Length > 0 && "told".Equals(warning.Message.ToString(), StringComparison.Ordinal))
            .ExpectOne(() => Log.Warning("told"));

    [Fact]
    public void Joined_filters_count_together() => EventFilter.Info("one").And.Warning("two").Expect(2, () =>
    {
        Log.Info("one");
        Log.Warning("two");
    });

    [Fact]
    public async Task Asynchronous_actions_are_awaited()
    {
        await EventFilter.Info("told").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Log.Info("told");
        });
        Assert.Equal(7, await EventFilter.Info("told").ExpectOneAsync(() =>
        {
            Log.Info("told");
            return Task.FromResult(7);
        }));
    }

    [Fact]
    public void A_muted_block_expects_nothing_and_gives_its_result() => Assert.Equal(7, EventFilter.Error("told").Mute(() =>
    {
        Log.Error("told");
        return 7;
    }));

    [Fact]
    public void A_filter_sees_an_event_that_an_older_one_does_not_take()
    {
        using var muted = EventFilter.Info("other").Mute();

        EventFilter.Info("told").ExpectOne(() => Log.Info("told"));
    }
}
