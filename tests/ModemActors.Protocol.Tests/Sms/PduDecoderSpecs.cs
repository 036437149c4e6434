using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class PduDecoderSpecs
{
    public static TheoryData<PduVector> Delivers => PduVectors.ForTheory(PduVectors.Delivers);

    public static TheoryData<PduVector> Submits => PduVectors.ForTheory(PduVectors.Submits);

    [Theory]
    [MemberData(nameof(Delivers))]
    public void Deliver_decodes_to_what_its_project_expects(PduVector vector)
    {
        var result = PduDecoder.Decode(vector.Hex, PduDirection.FromModem);

        var deliver = Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu);
        Expect(vector, result);
        if (vector.Time is not null)
            Assert.Equal(vector.Time, deliver.ServiceCentreTimestamp.ToString());
    }

    [Theory]
    [MemberData(nameof(Submits))]
    public void Submit_decodes_to_what_its_project_expects(PduVector vector)
    {
        var result = PduDecoder.Decode(vector.Hex, PduDirection.FromNetworkSide);

        Assert.IsType<SubmitTpdu>(result.Pdu?.Tpdu);
        Expect(vector, result);
    }

    [Fact]
    public void Stored_pdu_whose_status_lies_about_its_direction_decodes_all_the_same()
    {
        Assert.IsType<SubmitTpdu>(PduDecoder.DecodeStored(PduVectors.Submits[0].Hex, outgoing: false).Pdu?.Tpdu);
        Assert.IsType<SubmitTpdu>(PduDecoder.DecodeStored(PduVectors.Submits[0].Hex, outgoing: true).Pdu?.Tpdu);
        Assert.IsType<DeliverTpdu>(PduDecoder.DecodeStored(PduVectors.Delivers[0].Hex, outgoing: true).Pdu?.Tpdu);
        Assert.IsType<DeliverTpdu>(PduDecoder.DecodeStored(PduVectors.Delivers[0].Hex, outgoing: false).Pdu?.Tpdu);
    }

    [Fact]
    public void Reserved_message_type_is_taken_for_a_deliver_on_its_way_to_the_phone_and_refused_the_other_way()
    {
        var hex = PduVectors.Delivers[2].Hex.Remove(16, 2).Insert(16, "07");

        Assert.IsType<DeliverTpdu>(PduDecoder.Decode(hex, PduDirection.FromModem).Pdu?.Tpdu);
        Assert.Contains("TP-MTI in octet 9", PduDecoder.Decode(hex, PduDirection.FromNetworkSide).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "service centre address")]
    [InlineData("00", "first octet is missing: the PDU ends after octet 1")]
    [InlineData("0", "service centre address")]
    [InlineData("AFSDSDF LJJFKLDJKLFJ# #$KJLKJL SF", "character 3 or 4 of the PDU is no hex digit")]
    [InlineData("0BD04259303784=96p331p71160016D02B5AEC86BBDD", "no hex digit")] // gammu at-sms-failing 13
    // gammu at-sms-failing 38
    [InlineData("C474795E968388E9B27B4E07CDE965341D947683",
        "octet 1 says that the service centre address has 196 octets")]
    [InlineData("00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "TP-OA in octet 3 says 255 semi-octets")] // an empty slot
    [InlineData("07912143658709F1040B9181005515", "TP-OA is cut short: octets 12 to 17 are due, the PDU ends after octet 15")]
    [InlineData("07912143658709F1040B918100551512F20000111010", "TP-SCTS is cut short")]
    public void What_cannot_be_decoded_has_a_reason_that_names_the_place(string hex, string reason)
    {
        var result = PduDecoder.Decode(hex, PduDirection.FromModem);

        Assert.Null(result.Pdu);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"07912143658709F1040B918100551512F20000111010214365000AE8329BFD4697D9EC37\"\r\n")]
    [InlineData("  07912143658709f1040b918100551512f20000111010214365000ae8329bfd4697d9ec37\0")]
    [InlineData("07912143658709F1040B918100551512F20000111010214365000AE8329BFD4697D9EC37FFFFFFFFFFFFFFFF")]
    [InlineData("07912143658709F1040B918100551512F20000111010214365000AE8329BFD4697D9EC370")]
    public void Case_and_what_stands_around_the_pdu_do_no_harm(string hex)
    {
        var result = PduDecoder.Decode(hex, PduDirection.FromModem);

        Assert.Equal("hellohello", Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).UserData.Text);
        Assert.Empty(result.Defects);
    }

    [Theory]
    // ModemManager insufficient_data refuses this one; ten of the eleven septets are there
    [InlineData("07912143658709F1040B918100551512F20000111010214365000BE8329BFD4697D9EC37",
        "hellohello", "TP-UDL says 11 septets, 10 are there")]
    [InlineData("07912143658709F1040B918100551512F2000011101021436500FFE8329BFD4697D9EC37",
        "hellohello", "TP-UDL says 255 septets, 10 are there")]
    [InlineData("07912143658709F1040B918100551512F200001110102143650005E8329BFD4697D9EC37",
        "hello", "4 octets follow the end of the TPDU at octet 32")]
    [InlineData("07912143658709F1040B918100551512F200081110102143650003044104", "с", "odd number of octets")]
    [InlineData("07912143658709F1440B918100551512F20000111010214365000105", "", "the user data header says 5 octets, 0 are there")]
    [InlineData("07912143658709F1440B918100551512F20000111010214365000B0300036AE8329BFD4697",
        null, "the last element of the user data header is cut short")]
    [InlineData("07912143658709F1440B918100551512F200001110102143650000", "", "TP-UDHI announces a header")]
    public void Length_that_lies_is_noted_and_what_is_there_is_kept(string hex, string? text, string defect)
    {
        var result = PduDecoder.Decode(hex, PduDirection.FromModem);

        if (text is not null)
            Assert.Equal(text, Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).UserData.Text);
        Assert.Contains(defect, Assert.Single(result.Defects), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_pdu_cut_at_every_digit_gives_a_pdu_or_a_reason()
    {
        foreach (var hex in PduVectors.Delivers.Concat(PduVectors.Submits).Select(vector => vector.Hex).Concat(PduVectors.Reports))
        {
            for (var length = 0; length < hex.Length; length++)
            {
                foreach (var direction in Enum.GetValues<PduDirection>())
                {
                    var result = PduDecoder.Decode(hex.AsSpan(0, length), direction);
                    Assert.True(result.Pdu is null == result.Reason is not null, hex[..length]);
                    _ = result.Pdu?.ToHex();
                }
            }
        }
    }

    [Fact]
    public void Cut_within_the_user_data_keeps_the_text_before_the_cut()
    {
        var vector = PduVectors.Delivers[0];

        for (var octets = 27; octets < vector.Hex.Length / 2; octets++)
        {
            var result = PduDecoder.Decode(vector.Hex.AsSpan(0, 2 * octets), PduDirection.FromModem);
            var text = Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).UserData.Text!.TrimEnd(' ');
            Assert.StartsWith(text, vector.Text, StringComparison.Ordinal);
            Assert.StartsWith("TP-UDL says 106 septets", Assert.Single(result.Defects), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Record_of_the_sim_filled_up_with_FF_decodes_as_without()
    {
        foreach (var hex in PduVectors.Delivers.Select(vector => vector.Hex).Concat(PduVectors.Reports))
        {
            var bare = PduDecoder.DecodeStored(hex, outgoing: false);
            var filled = PduDecoder.DecodeStored(hex.PadRight(2 * 176, 'F'), outgoing: false);
            Assert.Equal(bare.Pdu, filled.Pdu);
            Assert.Empty(filled.Defects);
        }
    }

    private static void Expect(PduVector vector, PduResult result)
    {
        Assert.Null(result.Reason);
        Assert.Empty(result.Defects);
        Assert.Equal(vector.Smsc ?? result.Pdu!.Smsc?.ToString(), result.Pdu!.Smsc?.ToString());
        Assert.Equal(vector.Party, PduVectors.Party(result.Pdu.Tpdu)?.ToString());
        var userData = PduVectors.UserData(result.Pdu.Tpdu)!;
        Assert.Equal(vector.Text, userData.Text);
        if (vector.Octets is not null)
            Assert.Equal(vector.Octets, Convert.ToHexString(userData.Octets.Span));
        var part = userData.Header?.Concatenation;
        Assert.Equal(vector.Part, part is null ? null : $"{part.Reference} ({(part.Is16Bit ? 16 : 8)} bit) {part.Number}/{part.Total}");
        if (vector.IsCanonical)
            Assert.Equal(vector.Hex.ToUpperInvariant(), result.Pdu.ToHex());
    }
}
