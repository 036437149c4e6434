using ModemActors.Health;
using ModemActors.Messages;
using ModemActors.Ports;

namespace ModemActors.Tests.Health;

/// <summary>Resets from outside, with a real command for the power.</summary>
public sealed class DeviceResetSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modemactors-").FullName;
    private readonly Bus _bus = new();

    [Fact]
    public async Task The_softest_way_goes_first_and_another_one_each_time_that_it_did_not_help()
    {
        for (var attempt = 0; attempt < 4; attempt++)
            Assert.True((await new DeviceReset(_bus, null).UsbAsync("1-1.2", attempt)).IsDone);

        Assert.Equal([UsbResetWay.PortReset, UsbResetWay.Reauthorize, UsbResetWay.Rebind, UsbResetWay.PortReset], _bus.Ways);
    }

    [Fact]
    public async Task A_way_that_is_not_permitted_is_gone_round()
    {
        _bus.Refuses = way => way == UsbResetWay.PortReset ? new UsbResetException("not you", true) : null;

        Assert.True((await new DeviceReset(_bus, null).UsbAsync("1-1.2", 0)).IsDone);

        Assert.Equal([UsbResetWay.Reauthorize], _bus.Ways);
    }

    [Fact]
    public async Task Where_none_is_permitted_all_reasons_are_told()
    {
        _bus.Refuses = way => new UsbResetException($"{way} is forbidden", true);

        var (isDone, detail) = await new DeviceReset(_bus, null).UsbAsync("1-1.2", 0);

        Assert.False(isDone);
        Assert.Equal("PortReset is forbidden; Reauthorize is forbidden; Rebind is forbidden", detail);
    }

    [Fact]
    public async Task The_power_command_knows_which_modem_and_where_and_is_believed_when_the_device_went_and_came_back()
    {
        var file = Path.Combine(_folder, "said");
        _bus.NumberIs = () => File.Exists(file) ? 8 : 7;

        var (isDone, detail) = await Power(
            $"echo \"$MODEM|$MODEM_DEVICE|$MODEM_USB_PATH|$MODEM_USB_HUB|$MODEM_USB_PORT|$MODEM_REASON\" > {file}", "1-1.2", "it's silent; $(rm -rf /)");

        Assert.True(isDone, detail);
        Assert.Equal("sales|/dev/ttyUSB2|1-1.2|1-1|2|it's silent; $(rm -rf /)\n", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_command_that_fails_is_told_with_what_it_said()
    {
        var (isDone, detail) = await Power("echo no such hub >&2; exit 3", "1-1.2", "why");

        Assert.False(isDone);
        Assert.Contains("3", detail, StringComparison.Ordinal);
        Assert.Contains("no such hub", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_device_is_not_known_the_command_is_taken_at_its_word()
    {
        Assert.True((await Power("true", null, "why")).IsDone);
    }

    [Fact]
    public async Task Without_a_command_there_is_no_power_to_switch()
    {
        var (isDone, detail) = await new DeviceReset(_bus, null).PowerAsync(Reset(null, "why"));

        Assert.False(isDone);
        Assert.Contains("health.power-command", detail, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private Task<(bool IsDone, string Detail)> Power(string command, string? usbPath, string reason) =>
        new DeviceReset(_bus, command).PowerAsync(Reset(usbPath, reason));

    private static ResetProtocol.Reset Reset(string? usbPath, string reason) => new("sales", ResetLevel.Power, usbPath, "/dev/ttyUSB2", reason, 0);

    private sealed class Bus : IUsbBus
    {
        public List<UsbResetWay> Ways { get; } = [];

        public Func<UsbResetWay, UsbResetException?> Refuses { get; set; } = _ => null;

        public Func<int?> NumberIs { get; set; } = () => 7;

        public UsbIdentity? Find(string portName) => null;

        public int? DeviceNumber(string usbPath) => NumberIs();

        public void Reset(string usbPath, UsbResetWay way)
        {
            if (Refuses(way) is { } refusal)
                throw refusal;
            Ways.Add(way);
        }
    }
}
