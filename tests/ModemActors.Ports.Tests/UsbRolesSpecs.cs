namespace ModemActors.Ports.Tests;

public sealed class UsbRolesSpecs
{
    [Theory]
    [InlineData("1e0e:9001", 0, "DIAG")]
    [InlineData("1e0e:9001", 1, "NMEA")]
    [InlineData("1e0e:9001", 2, "AT")]
    [InlineData("1e0e:9001", 3, "PPP VOICE")]
    [InlineData("1e0e:9001", 4, "AUDIO")]
    [InlineData("1e0e:9001", 5, "")]
    [InlineData("2c7c:0125", 2, "AT")]
    [InlineData("19d2:0031", 1, "AT")]
    [InlineData("0403:6001", 0, "")]
    public void Ports_of_known_modems_are_told_by_their_interfaces(string device, int number, string roles) =>
        Assert.Equal(roles, string.Join(' ', UsbRoles.Of(Usb(device, number))));

    [Fact]
    public void Huawei_marks_its_ports_by_subclass_and_protocol()
    {
        Assert.Equal(["AT"], UsbRoles.Of(Usb("12d1:1506", 7) with { InterfaceKind = (0xff, 2, 2) }));
        Assert.Empty(UsbRoles.Of(Usb("12d1:1506", 7) with { InterfaceKind = (8, 6, 80) }));
    }

    [Fact]
    public void Only_AT_ports_and_unknown_ones_may_be_asked_who_is_there()
    {
        Assert.True(UsbRoles.MayAnswer(Usb("1e0e:9001", 2)));
        Assert.True(UsbRoles.MayAnswer(Usb("0403:6001", 0)));
        Assert.False(UsbRoles.MayAnswer(Usb("1e0e:9001", 0)));
        Assert.False(UsbRoles.MayAnswer(Usb("1e0e:9001", 4)));
    }

    [Fact]
    public void Every_family_has_one_AT_port_where_ports_are_told_by_number() =>
        Assert.All(
            UsbRoles.Families.Where(family => family.ProductId is not null), family => Assert.Single(family.Ports, port => port.Roles[0] == "AT"));

    [Fact]
    public void Rules_name_ports_by_socket_and_role()
    {
        var rules = UdevRules.For([UsbRoles.FamilyOf(Usb("1e0e:9001", 2))!]);

        Assert.Contains(
            "ATTRS{idVendor}==\"1e0e\", ATTRS{idProduct}==\"9001\", ENV{.MODEM_IF}==\"02\", SYMLINK+=\"modem/$id/at modem/sim7600-at\"", rules);
        Assert.Contains(
            "ATTRS{idVendor}==\"1e0e\", ATTRS{idProduct}==\"9001\", ENV{.MODEM_IF}==\"03\", SYMLINK+=\"modem/$id/ppp modem/$id/voice modem/sim7600-ppp modem/sim7600-voice\"",
            rules);
    }

    [Fact]
    public void Rules_make_the_reset_possible_and_keep_ModemManager_off()
    {
        var rules = UdevRules.For(UsbRoles.Families);

        Assert.Contains("ATTR{idVendor}==\"2c7c\", ATTR{idProduct}==\"0125\", ENV{ID_MM_DEVICE_IGNORE}=\"1\", GROUP=\"dialout\", MODE=\"0660\"", rules);
        Assert.Contains("ATTRS{idVendor}==\"12d1\", ENV{ID_MM_PORT_IGNORE}=\"1\", GROUP=\"dialout\", MODE=\"0660\"", rules);
        Assert.Contains(rules, rule => rule.StartsWith('#') && rule.Contains(UdevRules.File, StringComparison.Ordinal));
        Assert.Contains(rules, rule => rule.StartsWith('#') && rule.Contains("udevadm control --reload", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_jump_has_its_mark_and_every_rule_keys_that_udev_knows()
    {
        var rules = UdevRules.For(UsbRoles.Families);
        foreach (var rule in rules.Where(rule => rule.Contains("GOTO=", StringComparison.Ordinal)))
            Assert.Contains(rules, mark => mark == "LABEL=" + rule[(rule.IndexOf("GOTO=", StringComparison.Ordinal) + 5)..]);
        foreach (var key in rules.Where(rule => rule.Length > 0 && rule[0] != '#').SelectMany(rule => rule.Split(", ")))
            Assert.Matches("^(ACTION|SUBSYSTEM|SUBSYSTEMS|ENV\\{[A-Z_.]+\\}|ATTRS?\\{[A-Za-z]+\\}|GOTO|LABEL|GROUP|MODE|SYMLINK)(==|!=|=|\\+=)\"[^\"]+\"$", key);
    }

    [Fact]
    public void A_modem_that_nobody_knows_gets_names_by_its_interfaces()
    {
        var family = UdevRules.Unknown(Usb("1bc7:0036", 0), [3, 0, 3]);

        Assert.Equal(["modem/1-1/if03", "modem/1bc7-0036-if03"], UdevRules.Names(family, family.Ports[1], "1-1"));
    }

    private static UsbIdentity Usb(string device, int number) =>
        new(Convert.ToUInt16(device[..4], 16), Convert.ToUInt16(device[5..], 16), null, null, null, number, "1-1");
}
