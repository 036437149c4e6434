namespace ModemActors.Ports.Tests;

public sealed class SerialPortScannerSpecs : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sysfs-");
    private readonly string _sys;
    private readonly string _dev;

    public SerialPortScannerSpecs()
    {
        (_sys, _dev) = (Path.Combine(_root.FullName, "sys"), Path.Combine(_root.FullName, "dev"));
        Directory.CreateDirectory(Path.Combine(_sys, "class/tty"));
        Directory.CreateDirectory(_dev);
    }

    public void Dispose() => _root.Delete(true);

    [Fact]
    public void A_composite_modem_shows_each_port_with_its_interface()
    {
        Usb("1-1.2", "1e0e", "9001", serial: "0123456789ABCDEF", product: "SimTech, Incorporated");
        for (var i = 0; i < 4; i++)
            UsbSerial("1-1.2", i, $"ttyUSB{i}", "option");
        var ports = Scan();
        Assert.Equal(4, ports.Count);
        Assert.Equal(
            new SerialPortDescription(
                _dev + "/ttyUSB2",
                "option",
                new UsbIdentity(0x1e0e, 0x9001, "0123456789ABCDEF", "Maker", "SimTech, Incorporated", 2, "1-1.2"),
                null),
            ports[2]);
    }

    [Fact]
    public void A_cdc_acm_port_hangs_directly_on_its_interface()
    {
        Usb("3-1", "12d1", "1573", serial: null, product: null);
        var @interface = Interface("3-1", 10, "cdc_acm");
        Tty("ttyACM0", @interface, parent: @interface);
        Assert.Equal(new UsbIdentity(0x12d1, 0x1573, null, "Maker", null, 10, "3-1"), Assert.Single(Scan()).Usb);
    }

    [Fact]
    public void A_real_port_that_is_not_on_usb_is_listed_and_phantoms_and_virtual_terminals_are_not()
    {
        var platform = Path.Combine(_sys, "devices/platform/serial8250");
        Directory.CreateDirectory(platform);
        Link(Path.Combine(platform, "driver"), Folder("bus/platform/drivers/serial8250"));
        File.WriteAllText(Path.Combine(Tty("ttyS0", platform, platform), "type"), "4\n");
        File.WriteAllText(Path.Combine(Tty("ttyS1", platform, platform), "type"), "0\n");
        Link(Path.Combine(_sys, "class/tty/tty0"), Folder("devices/virtual/tty/tty0"));
        Assert.Equal(new SerialPortDescription(_dev + "/ttyS0", "serial8250", null, null), Assert.Single(Scan()));
    }

    [Fact]
    public void Ports_stand_in_natural_order()
    {
        Usb("1-1", "0403", "6001", null, null);
        foreach (var number in (int[])[10, 2, 1, 11])
            UsbSerial("1-1", number, $"ttyUSB{number}", "ftdi_sio");
        Assert.Equal(["ttyUSB1", "ttyUSB2", "ttyUSB10", "ttyUSB11"], Scan().Select(port => Path.GetFileName(port.Device)));
    }

    [Fact]
    public void The_stable_link_is_found()
    {
        Usb("1-1", "0403", "6001", null, null);
        UsbSerial("1-1", 0, "ttyUSB0", "ftdi_sio");
        File.WriteAllText(_dev + "/ttyUSB0", "");
        Directory.CreateDirectory(_dev + "/serial/by-id");
        Link(_dev + "/serial/by-id/usb-FTDI-if00-port0", _dev + "/ttyUSB0");
        Link(_dev + "/serial/by-id/usb-gone-if00-port0", _dev + "/ttyUSB9");
        Assert.Equal(_dev + "/serial/by-id/usb-FTDI-if00-port0", Assert.Single(Scan()).ById);
    }

    [Fact]
    public void Damaged_attributes_give_a_port_without_identity()
    {
        Usb("1-1", "04", "xyz", null, null);
        UsbSerial("1-1", 0, "ttyUSB0", "ftdi_sio");
        Assert.Null(Assert.Single(Scan()).Usb);
    }

    [Fact]
    public void A_machine_without_terminals_has_no_ports()
    {
        Directory.Delete(Path.Combine(_sys, "class"), true);
        Assert.Empty(Scan());
    }

    [Fact]
    public void A_usb_address_finds_its_port_after_renumbering()
    {
        Usb("1-1.2", "1e0e", "9001", null, null);
        UsbSerial("1-1.2", 1, "ttyUSB4", "option");
        UsbSerial("1-1.2", 2, "ttyUSB7", "option");
        Assert.Equal(_dev + "/ttyUSB7", SerialPortScanner.Find(new UsbPort(0x1e0e, 0x9001, 2), Scan()));
        Assert.Equal(_dev + "/ttyUSB4", SerialPortScanner.Find(new UsbPathPort("1-1.2", 1), Scan()));
    }

    [Fact]
    public void Where_a_device_is_plugged_in_and_what_its_interface_is_are_read()
    {
        Usb("1-1", "12d1", "1506", null, null);
        UsbSerial("1-1", 1, "ttyUSB0", "option");
        var device = Folder("devices/pci0000:00/usb1/1-1");
        File.WriteAllText(device + "/busnum", "1\n");
        File.WriteAllText(device + "/devnum", "23\n");
        foreach (var (attribute, value) in (ReadOnlySpan<(string, string)>)[("Class", "ff"), ("SubClass", "02"), ("Protocol", "12")])
            File.WriteAllText($"{device}/1-1:1.1/bInterface{attribute}", value + "\n");

        var usb = Assert.Single(new MachineSerialPorts(_sys, _dev).Scan()).Usb!;

        Assert.Equal((1, 23, ((byte, byte, byte)?)(0xff, 2, 0x12)), (usb.Bus, usb.DeviceNumber, usb.InterfaceKind));
    }

    [Fact]
    public void The_systems_console_is_told_from_other_ports()
    {
        var platform = Folder("devices/platform/serial8250");
        foreach (var name in (string[])["ttyS0", "ttyS1"])
            File.WriteAllText(Path.Combine(Tty(name, platform, platform), "type"), "4\n");
        File.WriteAllText(Folder("class/tty/console") + "/active", "tty0 ttyS0\n");

        Assert.Equal([true, false], Scan().Select(port => port.IsConsole));
    }

    [Fact]
    public void Other_links_in_the_same_folder_are_beside_and_other_files_are_not()
    {
        using var one = PseudoTerminal.Open();
        using var other = PseudoTerminal.Open();
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "modems")).FullName;
        Link(folder + "/modem1", one.SlavePath);
        Link(folder + "/modem2", other.SlavePath);
        Link(folder + "/gone", "/dev/pts/none");
        Link(folder + "/file", "/etc/hostname");
        File.WriteAllText(folder + "/air.jsonl", "");
        var machine = new MachineSerialPorts();

        Assert.Equal([other.SlavePath], machine.Beside(folder + "/modem1"));
        Assert.Equal(one.SlavePath, machine.Resolve(folder + "/modem1"));
        Assert.Empty(machine.Beside("/dev/ttyUSB2"));
        Assert.Empty(machine.Beside("/nowhere/modem1"));
    }

    [Fact]
    public void A_usb_address_of_two_equal_modems_is_refused_and_their_paths_named()
    {
        foreach (var path in (string[])["1-1", "1-2"])
        {
            Usb(path, "1e0e", "9001", null, null);
            UsbSerial(path, 2, "ttyUSB" + path[^1], "option");
        }

        var refused = Assert.Throws<PortException>(() => SerialPortScanner.Find(new UsbPort(0x1e0e, 0x9001, 2), Scan()));
        Assert.Contains("usb-path:1-1:02, usb-path:1-2:02", refused.Message, StringComparison.Ordinal);
        Assert.Equal(_dev + "/ttyUSB2", SerialPortScanner.Find(new UsbPathPort("1-2", 2), Scan()));
    }

    [Fact]
    public void A_usb_address_of_an_unplugged_modem_is_not_found() =>
        Assert.Equal(
            PortFault.NotFound,
            Assert.Throws<PortException>(() => SerialPortScanner.Find(new UsbPathPort("1-1", 0), Scan())).Fault);

    [Fact]
    public void This_machine_can_be_scanned() =>
        Assert.All(SerialPortScanner.Scan(), port => Assert.StartsWith("/dev/", port.Device, StringComparison.Ordinal));

    private IReadOnlyList<SerialPortDescription> Scan() => SerialPortScanner.Scan(_sys, _dev);

    private string Folder(string path) => Directory.CreateDirectory(Path.Combine(_sys, path)).FullName;

    private static void Link(string link, string target)
    {
        if (!Path.Exists(link))
            File.CreateSymbolicLink(link, target);
    }

    private void Usb(string path, string vendor, string product_, string? serial, string? product)
    {
        var device = Folder($"devices/pci0000:00/usb1/{path}");
        File.WriteAllText(device + "/idVendor", vendor + "\n");
        File.WriteAllText(device + "/idProduct", product_ + "\n");
        File.WriteAllText(device + "/manufacturer", "Maker\n");
        if (serial is not null)
            File.WriteAllText(device + "/serial", serial + "\n");
        if (product is not null)
            File.WriteAllText(device + "/product", product + "\n");
    }

    private string Interface(string path, int number, string driver)
    {
        var @interface = Folder($"devices/pci0000:00/usb1/{path}/{path}:1.{number}");
        File.WriteAllText(@interface + "/bInterfaceNumber", $"{number:x2}\n");
        Link(@interface + "/driver", Folder($"bus/usb/drivers/{driver}"));
        return @interface;
    }

    private void UsbSerial(string path, int number, string name, string driver)
    {
        var port = Directory.CreateDirectory(Path.Combine(Interface(path, number, driver), name)).FullName;
        Tty(name, port, port);
    }

    private string Tty(string name, string device, string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "tty", name)).FullName;
        Link(Path.Combine(folder, "device"), device);
        Link(Path.Combine(_sys, "class/tty", name), folder);
        return folder;
    }
}
