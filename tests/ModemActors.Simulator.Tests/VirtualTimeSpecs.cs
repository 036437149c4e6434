namespace ModemActors.Simulator.Tests;

public sealed class VirtualTimeSpecs
{
    [Fact]
    public void Timers_run_in_order_each_at_its_own_time()
    {
        var time = new VirtualTime();
        var start = time.GetUtcNow();
        var log = new List<string>();
        void Note(object? name) => log.Add($"{name}@{(time.GetUtcNow() - start).TotalSeconds}");
        using var late = time.CreateTimer(Note, "late", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(Note, "often", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var never = time.CreateTimer(Note, "never", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var stopped = time.CreateTimer(Note, "stopped", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        stopped.Dispose();
        Assert.Empty(log);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["often@2", "often@4", "late@5", "often@6"], log);
        Assert.Equal(TimeSpan.FromSeconds(6), time.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromSeconds(6), time.GetElapsedTime(start.Ticks));
    }

    [Fact]
    public void Timer_that_is_set_anew_in_its_own_callback_runs_again()
    {
        var time = new VirtualTime();
        var runs = 0;
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            if (++runs < 3) timer!.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, runs);
    }

    [Fact]
    public void Waiting_tasks_go_on_when_their_time_has_come()
    {
        var time = new VirtualTime();
        var waiting = Task.Delay(TimeSpan.FromMinutes(1), time);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(waiting.IsCompleted);
    }
}
