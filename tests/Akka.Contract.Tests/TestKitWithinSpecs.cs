using Akka.Actor;
using Xunit.Sdk;

namespace Akka.Contract.Tests;

/// <summary>Blocks with a time limit, and waits for something that is not a message.</summary>
public sealed class TestKitWithinSpecs : KitSpecs
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_block_shortens_the_waits_inside()
    {
        Within(Soon, () =>
        {
            Assert.True(Remaining <= Soon);
            Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>());
        }, Long);
    }

    [Fact]
    public void Nested_blocks_end_with_the_shorter_time()
    {
        Within(Long, () => Within(Soon, () => Assert.True(Remaining <= Soon)));
        Within(Long, () =>
        {
            Within(Long * 2, () => Assert.True(Remaining <= Long));
            Assert.True(Remaining > Soon);
        });
    }

    [Fact]
    public void Remaining_has_no_meaning_outside() => Assert.Throws<InvalidOperationException>(() => Remaining);

    [Fact]
    public void Outside_the_default_of_three_seconds_remains() => Assert.Equal(TimeSpan.FromSeconds(3), RemainingOrDefault);

    [Fact]
    public void A_block_that_ends_too_soon_fails() =>
        Assert.ThrowsAny<XunitException>(() => Within(Long, Long * 2, () => { }));

    [Fact]
    public void A_block_that_ends_too_late_fails() =>
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromMilliseconds(1), () => Assert.Null(ReceiveOne(Soon))));

    [Fact]
    public void Silence_counts_as_time_too() =>
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromMilliseconds(1), () => ExpectNoMsg(Soon)));

    [Fact]
    public void A_block_that_ends_with_receiving_while_may_end_late() => Within(TimeSpan.FromMilliseconds(1), () =>
    {
        Assert.Null(ReceiveOne(Soon));
        Assert.Empty(ReceiveWhile<string>(_ => true, TimeSpan.Zero));
    });

    [Fact]
    public void A_block_gives_its_result() => Assert.Equal(7, Within(Long, () => 7));

    [Fact]
    public void A_failed_assertion_leaves_the_block_as_it_is() =>
        Assert.Throws<EqualException>(() => Within(Long, () => Assert.Equal(1, 2)));

    [Fact]
    public async Task An_asynchronous_block_shortens_the_waits_inside()
    {
        await WithinAsync(Long, async () =>
        {
            TestActor.Tell("message");
            await ExpectMsgAsync("message");
            Assert.True(Remaining <= Long);
        });
        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public async Task An_asynchronous_block_that_fails_throws_an_aggregate()
    {
        var failure = await Assert.ThrowsAsync<AggregateException>(() => WithinAsync(Long, async () =>
        {
            await Task.Yield();
            Assert.Equal(1, 2);
        }));

        Assert.IsType<EqualException>(failure.InnerException);
    }

    [Fact]
    public void An_assertion_is_repeated_until_it_holds()
    {
        var attempts = 0;

        AwaitAssert(() => Assert.Equal(3, ++attempts), Long, TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public void An_assertion_that_never_holds_throws_its_own_exception() =>
        Assert.Throws<EqualException>(() => AwaitAssert(() => Assert.Equal(1, 2), Soon, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async Task An_asynchronous_assertion_is_repeated_until_it_holds()
    {
        var attempts = 0;

        await AwaitAssertAsync(async () =>
        {
            await Task.Yield();
            Assert.Equal(2, ++attempts);
        }, Long, TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, attempts);
    }

    [Fact]
    public void A_condition_is_awaited()
    {
        var attempts = 0;

        AwaitCondition(() => ++attempts == 3, Long, TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public void A_condition_that_never_holds_fails() =>
        Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Soon));

    [Fact]
    public void A_condition_that_never_holds_can_be_a_result_instead() => Assert.False(AwaitConditionNoThrow(() => false, Soon));

    [Fact]
    public void Durations_are_dilated_by_the_time_factor()
    {
        using var slow = new Slow();

        Assert.Equal(TimeSpan.FromSeconds(20), slow.Dilated(TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(6), slow.RemainingOrDefault);
        Assert.Throws<ArgumentException>(() => slow.Dilated(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_latch_opens_when_it_has_counted_down()
    {
        var latch = CreateTestLatch(2);
        latch.CountDown();
        Assert.False(latch.IsOpen);
        Assert.Throws<TimeoutException>(() => latch.Ready(Soon));

        latch.CountDown();

        Assert.True(latch.IsOpen);
        latch.Ready(Soon);
    }

    private sealed class Slow() : KitSpecs("akka.test.timefactor = 2.0");
}
