using ModemActors.Modem;
using ModemActors.Ports;

namespace ModemActors.Tests.Modem;

public sealed class ReopenDelaySpecs
{
    [Theory]
    [InlineData(PortFault.NotFound)]
    [InlineData(PortFault.Lost)]
    public void A_device_that_is_gone_is_looked_for_so_often_that_it_is_used_within_2_s(PortFault fault)
    {
        for (var failures = 1; failures < 1000; failures++)
            Assert.InRange(ReopenDelay.After(fault, failures), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1.9));
    }

    [Theory]
    [InlineData(PortFault.Busy, 3)]
    [InlineData(PortFault.LockedByOther, 3)]
    [InlineData(PortFault.AccessDenied, 10)]
    [InlineData(null, 10)]
    public void Other_faults_are_tried_again_at_growing_distance(PortFault? fault, int longest)
    {
        var delays = Enumerable.Range(1, 100).Select(failures => ReopenDelay.After(fault, failures)).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(0.5), delays[0]);
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(TimeSpan.FromSeconds(longest), delays[^1]);
    }
}
