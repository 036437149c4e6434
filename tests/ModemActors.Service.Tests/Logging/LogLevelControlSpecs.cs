using ModemActors.Service.Logging;
using Serilog.Events;

namespace ModemActors.Service.Tests.Logging;

public sealed class LogLevelControlSpecs
{
    [Fact]
    public void Level_for_a_while_goes_back_by_itself_and_a_later_one_wins()
    {
        var time = new ModemActors.Simulator.VirtualTime();
        using var control = new LogLevelControl(LogEventLevel.Warning, time);

        Assert.Equal(new LogLevelView("debug", "warning", time.GetUtcNow().AddMinutes(10)),
            control.Set(LogEventLevel.Debug, TimeSpan.FromMinutes(10)));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(LogEventLevel.Debug, control.Switch.MinimumLevel);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new LogLevelView("warning", "warning", null), control.Current);

        control.Set(LogEventLevel.Debug, TimeSpan.FromMinutes(10));
        control.Set(LogEventLevel.Error, null);
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("error", control.Current.Level);
    }
}
