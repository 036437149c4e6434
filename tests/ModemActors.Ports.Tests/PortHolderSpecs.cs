namespace ModemActors.Ports.Tests;

public sealed class PortHolderSpecs
{
    [Fact]
    public async Task The_process_that_has_the_device_open_is_found_while_it_has()
    {
        using var modem = PseudoTerminal.Open();
        Assert.Null(PortHolder.Find(modem.SlavePath));
        using (var process = await ForeignProcess.HoldAsync(modem.SlavePath))
        {
            var holder = PortHolder.Find(modem.SlavePath);
            Assert.Equal(process.Id, holder?.ProcessId);
            Assert.Equal((await File.ReadAllTextAsync($"/proc/{process.Id}/comm")).Trim(), holder?.ProcessName);
            Assert.Equal($"{holder!.ProcessName} (pid {process.Id})", holder.ToString());
        }

        Assert.Null(PortHolder.Find(modem.SlavePath));
    }

    [Fact]
    public void The_simulator_at_the_other_end_is_no_holder_although_it_keeps_the_slave_open()
    {
        using var modem = PseudoTerminal.Open();
        using var slave = new FileStream(modem.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.Null(PortHolder.Find(modem.SlavePath));
    }

    [Fact]
    public void A_missing_device_has_no_holder() => Assert.Null(PortHolder.Find("/dev/ttyNone7"));
}
