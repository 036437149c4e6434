using ModemActors.Messages;
using ModemActors.Storage;
using ModemActors.Whereabouts;

namespace ModemActors.Tests.Whereabouts;

public sealed class ModemRegisterSpecs
{
    private const string ImeiOfA = "867584030000018", ImeiOfB = "867584030000026", Stranger = "867584039999999";

    private readonly Rack _rack = new();

    [Fact]
    public void A_renumbered_modem_is_followed_by_its_socket_and_interface()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB2 }").Plug("/dev/ttyUSB2", "1-1");
        Assert.Equal("/dev/ttyUSB2", _rack.Meet("a", ImeiOfA));

        _rack.Lose("a");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB7", "1-1");

        Assert.Equal("/dev/ttyUSB7", _rack.Opened("a"));
    }

    [Fact]
    public void Two_modems_that_swap_names_are_both_right_at_once_and_no_other_is_even_opened()
    {
        TwoModems();

        _rack.Lose("a", "b");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-2").Plug("/dev/ttyUSB1", "1-1");

        Assert.Equal("/dev/ttyUSB1", _rack.Opened("a"));
        Assert.Equal("/dev/ttyUSB0", _rack.Opened("b"));
    }

    [Fact]
    public void Of_a_composite_modem_the_AT_port_is_found_although_only_it_moved()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB2 }");
        for (var number = 0; number < 4; number++)
            _rack.Plug($"/dev/ttyUSB{number}", "1-1", number);
        _rack.Meet("a", ImeiOfA);

        _rack.Lose("a");
        _rack.UnplugAll();
        foreach (var (number, device) in ((int[])[0, 1, 4, 3]).Index())
            _rack.Plug($"/dev/ttyUSB{device}", "1-1", number);

        Assert.Equal("/dev/ttyUSB4", _rack.Opened("a"));
    }

    [Fact]
    public void Modems_that_swapped_sockets_are_found_by_what_the_other_met()
    {
        TwoModems();
        _rack.Lose("a", "b");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-1").Plug("/dev/ttyUSB1", "1-2");

        Assert.Null(_rack.Meet("a", ImeiOfB));

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("b", ImeiOfB));
        Assert.Equal("/dev/ttyUSB1", _rack.Search("a", _ => ImeiOfA));
    }

    [Fact]
    public void A_modem_in_another_socket_is_found_by_asking_free_ports_of_its_kind_and_no_held_one()
    {
        TwoModems();
        _rack.Lose("a");
        _rack.Unplug("/dev/ttyUSB0");
        _rack.Plug("/dev/ttyUSB5", "1-4", 1).Plug("/dev/ttyUSB6", "1-4").Plug("/dev/ttyUSB8", "1-5", 0, "2341:0043");
        var asked = new List<string>();

        var found = _rack.Search("a", device =>
        {
            asked.Add(device);
            return device == "/dev/ttyUSB6" ? ImeiOfA : null;
        });

        Assert.Equal("/dev/ttyUSB6", found);
        Assert.Equal(["/dev/ttyUSB6"], asked);
    }

    [Fact]
    public void A_modem_that_is_known_by_its_IMEI_alone_is_asked_for_at_every_free_port_and_remembered()
    {
        _rack.Configure($"{{ id = a, port = \"imei:{ImeiOfA}\" }}, {{ id = b, port = /dev/ttyUSB1 }}")
            .Plug("/dev/ttyUSB1", "1-2").Plug("/dev/ttyUSB3", "1-3", 0).Plug("/dev/ttyUSB4", "1-3", 2).Plug("/dev/ttyUSB9", "1-9", 0, "0403:6001");
        _rack.Meet("b", ImeiOfB);
        var asked = new List<string>();

        Assert.Equal("/dev/ttyUSB9", _rack.Search("a", device =>
        {
            asked.Add(device);
            return device == "/dev/ttyUSB9" ? ImeiOfA : null;
        }));
        _rack.Register.Objection("a", ImeiOfA);
        _rack.Settle("a", ImeiOfA);
        _rack.Lose("a");

        Assert.Equal("/dev/ttyUSB9", _rack.Opened("a"));

        // DIAG is never asked, neither is the port that is held
        Assert.Equal(["/dev/ttyUSB4", "/dev/ttyUSB9"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Behind_links_modems_that_swap_names_are_found_by_their_IMEI()
    {
        _rack.Configure("{ id = a, port = /sim/modem1 }, { id = b, port = /sim/modem2 }").Link("/sim/modem1", "/dev/pts/1").Link("/sim/modem2", "/dev/pts/2");
        _rack.Meet("a", ImeiOfA);
        _rack.Meet("b", ImeiOfB);
        _rack.Lose("a", "b");
        _rack.Link("/sim/modem1", "/dev/pts/4").Link("/sim/modem2", "/dev/pts/3");

        Assert.Null(_rack.Meet("a", ImeiOfB));

        Assert.Equal("/dev/pts/4", _rack.Meet("b", ImeiOfB));
        Assert.Equal("/dev/pts/3", _rack.Search("a", _ => ImeiOfA));
    }

    [Fact]
    public void Each_of_two_that_met_the_other_goes_straight_where_it_was_seen()
    {
        _rack.Configure("{ id = a, port = /sim/modem1 }, { id = b, port = /sim/modem2 }").Link("/sim/modem1", "/dev/pts/1").Link("/sim/modem2", "/dev/pts/2");
        _rack.Meet("a", ImeiOfA);
        _rack.Meet("b", ImeiOfB);
        _rack.Lose("a", "b");
        _rack.Link("/sim/modem1", "/dev/pts/4").Link("/sim/modem2", "/dev/pts/3");
        Assert.Equal(("/dev/pts/4", "/dev/pts/3"), (_rack.Opened("a"), _rack.Opened("b")));

        Assert.NotNull(_rack.Register.Objection("a", ImeiOfB));
        Assert.NotNull(_rack.Register.Objection("b", ImeiOfA));
        _rack.Lose("a", "b");

        Assert.Equal("/dev/pts/3", _rack.Meet("a", ImeiOfA));
        Assert.Equal("/dev/pts/4", _rack.Meet("b", ImeiOfB));
    }

    [Fact]
    public void A_modem_that_comes_back_under_another_name_in_the_same_folder_is_found_there()
    {
        _rack.Configure("{ id = a, port = /sim/modem1 }").Link("/sim/modem1", "/dev/pts/1").Link("/sim/spare", "/dev/pts/9");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");
        _rack.Link("/sim/modem1", null).Link("/sim/modem1-new", "/dev/pts/3");

        Assert.Equal("/dev/pts/3", _rack.Search("a", device => device == "/dev/pts/3" ? ImeiOfA : Stranger));
    }

    [Fact]
    public void The_first_modem_that_is_met_is_taken_whoever_it_is()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", Stranger));
    }

    [Fact]
    public void Another_configured_modem_is_never_taken_and_who_it_is_is_said()
    {
        TwoModems();
        _rack.Lose("a", "b");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-1");
        for (var i = 0; i < 100; i++)
        {
            if (_rack.Opened("a") is not null)
            {
                Assert.Equal($"at /dev/ttyUSB0 is the modem of 'b' (IMEI {ImeiOfB}), not that of 'a'", _rack.Register.Objection("a", ImeiOfB));
                _rack.Lose("a");
            }

            _rack.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var nowhere = Assert.IsType<PortChoice.Nowhere>(_rack.Choose("a"));
        Assert.Contains($"another modem (IMEI {ImeiOfB})", nowhere.Reason, StringComparison.Ordinal);
        Assert.True(nowhere.IsTaken);
    }

    [Fact]
    public void A_stranger_takes_the_place_only_if_the_right_one_is_missing_for_30_s_and_that_is_an_event()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-1");

        Assert.Null(_rack.Meet("a", Stranger));
        _rack.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(_rack.Search("a", _ => null));
        _rack.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("/dev/ttyUSB0", _rack.Opened("a"));
        Assert.Null(_rack.Register.Objection("a", Stranger));

        var replaced = Assert.IsType<ModemReplaced>(Assert.Single(_rack.Settle("a", Stranger).Events));
        Assert.Equal(("a", ImeiOfA, Stranger), (replaced.Modem, replaced.Before, replaced.Now));
    }

    [Fact]
    public void The_right_one_coming_back_within_30_s_is_used_and_the_stranger_is_not()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-1");
        Assert.Null(_rack.Meet("a", Stranger));
        _rack.Clock.Advance(TimeSpan.FromSeconds(20));

        _rack.Plug("/dev/ttyUSB1", "1-2");

        Assert.Equal("/dev/ttyUSB1", _rack.Search("a", device => device == "/dev/ttyUSB1" ? ImeiOfA : Stranger));
    }

    [Fact]
    public void A_pinned_modem_is_never_replaced()
    {
        _rack.Configure($"{{ id = a, port = /dev/ttyUSB0, imei = \"{ImeiOfA}\" }}").Plug("/dev/ttyUSB0", "1-1");

        Assert.Null(_rack.Meet("a", Stranger));
        _rack.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(_rack.Meet("a", Stranger));
        _rack.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", ImeiOfA));
    }

    [Fact]
    public void Where_any_modem_may_be_each_is_taken_at_once()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0, imei = any }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", Stranger));
    }

    [Fact]
    public void A_record_of_an_earlier_run_holds_unless_the_port_is_configured_otherwise()
    {
        var record = new ModemOnRecord { Modem = "a", Port = "/dev/ttyUSB2", Imei = ImeiOfA, UsbPath = "1-1", UsbInterface = 2, UsbProduct = Rack.Sim7600 };
        _rack.Configure("{ id = a, port = /dev/ttyUSB2 }").Plug("/dev/ttyUSB2", "1-9").Plug("/dev/ttyUSB6", "1-1");
        _rack.Register.Recall([record]);
        Assert.Equal("/dev/ttyUSB6", _rack.Opened("a"));

        _rack.Configure("{ id = a, port = /dev/ttyUSB2 }");
        _rack.Register.Recall([record with { Port = "/dev/ttyUSB0" }]);
        Assert.Equal("/dev/ttyUSB2", _rack.Opened("a"));
    }

    [Fact]
    public void Modems_of_one_kind_are_given_out_in_order_and_keep_what_they_got()
    {
        _rack.Configure("{ id = a, port = \"usb:1e0e:9001:02\" }, { id = b, port = \"usb:1e0e:9001:02\" }").Plug("/dev/ttyUSB0", "1-2").Plug("/dev/ttyUSB1", "1-1");
        Assert.Equal("/dev/ttyUSB1", _rack.Meet("a", ImeiOfA));
        Assert.Equal("/dev/ttyUSB0", _rack.Meet("b", ImeiOfB));

        _rack.Lose("a", "b");
        _rack.UnplugAll();
        _rack.Plug("/dev/ttyUSB0", "1-2");

        Assert.Equal("/dev/ttyUSB0", _rack.Opened("b"));
        Assert.Null(_rack.Search("a", _ => null));
    }

    [Fact]
    public void Of_several_that_fit_one_must_be_chosen_by_a_person_and_is_told_how()
    {
        _rack.Configure("{ id = a, port = \"usb:1e0e:9001:02\" }").Plug("/dev/ttyUSB0", "1-1").Plug("/dev/ttyUSB1", "1-2");

        Assert.Equal(
            "usb:1e0e:9001:02 means 2 ports; configure one of usb-path:1-1:02, usb-path:1-2:02", Assert.IsType<PortChoice.Nowhere>(_rack.Choose("a")).Reason);
    }

    [Fact]
    public void Of_several_that_fit_the_one_on_record_is_taken()
    {
        _rack.Configure("{ id = a, port = \"usb:1e0e:9001:02\" }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");
        _rack.Plug("/dev/ttyUSB1", "1-2");

        Assert.Equal("/dev/ttyUSB0", _rack.Opened("a"));
    }

    [Fact]
    public void A_second_port_of_the_same_modem_is_refused_by_name()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB2 }, { id = b, port = /dev/ttyUSB3 }").Plug("/dev/ttyUSB2", "1-1", 2).Plug("/dev/ttyUSB3", "1-1", 3);
        _rack.Meet("a", ImeiOfA);

        _rack.Choose("b");

        Assert.Equal("/dev/ttyUSB3 is another port of the modem that is 'a' already; configure each modem once", _rack.Register.Objection("b", ImeiOfA));
    }

    [Fact]
    public void Two_modems_that_say_the_same_IMEI_are_told_apart_by_their_sockets()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }, { id = b, port = /dev/ttyUSB1 }").Plug("/dev/ttyUSB0", "1-1").Plug("/dev/ttyUSB1", "1-2");

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", ImeiOfA));
        Assert.Equal("/dev/ttyUSB1", _rack.Meet("b", ImeiOfA));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("000000000000000")]
    [InlineData("unknown")]
    public void A_modem_that_does_not_say_who_it_is_is_taken_at_its_own_place(string? imei)
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", ImeiOfA));
        _rack.Lose("a");

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", imei));
        _rack.Lose("a");

        // and what was known of it stays known
        Assert.Null(_rack.Meet("a", Stranger));
    }

    [Fact]
    public void An_IMEI_with_software_version_is_the_same_equipment()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA);
        _rack.Lose("a");

        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", ImeiOfA[..14] + "07"));
    }

    [Fact]
    public void Another_SIM_is_an_event_and_no_objection()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA, "8900101000000000011");

        Assert.Equal(new SimChanged("a", "8900101000000000011", "8900101000000000029"), Assert.Single(_rack.Settle("a", ImeiOfA, "8900101000000000029").Events));
        Assert.Empty(_rack.Settle("a", ImeiOfA, null).Events);
    }

    [Fact]
    public void What_did_not_change_is_not_written_again()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }").Plug("/dev/ttyUSB0", "1-1");
        _rack.Meet("a", ImeiOfA, "8900101000000000011");

        Assert.Null(_rack.Settle("a", ImeiOfA, "8900101000000000011").Record);
    }

    private void TwoModems()
    {
        _rack.Configure("{ id = a, port = /dev/ttyUSB0 }, { id = b, port = /dev/ttyUSB1 }").Plug("/dev/ttyUSB0", "1-1").Plug("/dev/ttyUSB1", "1-2");
        Assert.Equal("/dev/ttyUSB0", _rack.Meet("a", ImeiOfA));
        Assert.Equal("/dev/ttyUSB1", _rack.Meet("b", ImeiOfB));
    }
}
