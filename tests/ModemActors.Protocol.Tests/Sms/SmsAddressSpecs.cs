using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class SmsAddressSpecs
{
    [Theory]
    [InlineData("+15551234567", "15551234567", TypeOfNumber.International, "+15551234567")]
    [InlineData(" +1 (555) 123-45.67 ", "15551234567", TypeOfNumber.International, "+15551234567")]
    [InlineData("\u202D+94 77/123 4567\u202C", "94771234567", TypeOfNumber.International, "+94771234567")]
    [InlineData("0771234567", "0771234567", TypeOfNumber.Unknown, "0771234567")]
    [InlineData("0094 77 123 4567", "0094771234567", TypeOfNumber.Unknown, "0094771234567")]
    [InlineData("12345", "12345", TypeOfNumber.Unknown, "12345")]
    [InlineData("*100#", "*100#", TypeOfNumber.Unknown, "*100#")]
    [InlineData("555\u20111234", "5551234", TypeOfNumber.Unknown, "5551234")]
    [InlineData("12345678901234567890", "12345678901234567890", TypeOfNumber.Unknown, "12345678901234567890")]
    public void Number_that_is_typed_becomes_an_address(string typed, string value, TypeOfNumber type, string written)
    {
        Assert.True(SmsAddress.TryParse(typed, out var address, out var reason));

        Assert.Null(reason);
        Assert.Equal(new SmsAddress(value, type, NumberingPlan.Isdn), address);
        Assert.Equal(written, address.ToString());
    }

    [Theory]
    [InlineData(null, "at least one digit")]
    [InlineData("", "at least one digit")]
    [InlineData("+", "at least one digit")]
    [InlineData(" - ", "at least one digit")]
    [InlineData("hello", "can't have 'h'")]
    [InlineData("+1555+1234", "can't have '+'")]
    [InlineData("1+555", "can't have '+'")]
    [InlineData("++1555", "can't have '+'")]
    [InlineData("+*100#", "can't have '*'")]
    [InlineData("٠٧٧١٢٣", "can't have '٠'")]
    [InlineData("0771\u0007", "U+0007")]
    [InlineData("077😀", "U+D83D")]
    [InlineData("123456789012345678901", "at most 20 digits")]
    public void What_is_no_number_is_refused_with_a_sentence(string? typed, string reasonPart)
    {
        Assert.False(SmsAddress.TryParse(typed, out var address, out var reason));

        Assert.Null(address);
        Assert.Contains(reasonPart, reason, StringComparison.Ordinal);
    }

    [Theory]
    // python-gsmmodem
    [InlineData("9876543210", TypeOfNumber.International, NumberingPlan.Isdn, "0A918967452301")]
    [InlineData("987654321", TypeOfNumber.International, NumberingPlan.Isdn, "099189674523F1")]
    [InlineData("27829135934", TypeOfNumber.International, NumberingPlan.Isdn, "0B917228195339F4")]
    [InlineData("abc", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "06D061F118")]
    [InlineData("FRANCOIS", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "0ED04669D0397C26A7")]
    [InlineData("a[]{}€", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "14D0E10D6FE3DBA036A94D19")]
    [InlineData("0129998765", TypeOfNumber.National, NumberingPlan.Isdn, "0AA11092997856")]
    // ModemManager
    [InlineData("19037029920", TypeOfNumber.International, NumberingPlan.Isdn, "0B919130079229F0")]
    [InlineData("9037029920", TypeOfNumber.Unknown, NumberingPlan.Isdn, "0A810973209902")]
    // TS 23.040 §9.1.2.3: *, #, a, b, c are 10 to 14
    [InlineData("*100#", TypeOfNumber.Unknown, NumberingPlan.Isdn, "05811A00FB")]
    [InlineData("1abc2", TypeOfNumber.Unknown, NumberingPlan.Private, "0589C1EDF2")]
    [InlineData("", TypeOfNumber.Unknown, NumberingPlan.Isdn, "0081")]
    [InlineData("x", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "02D078")]
    [InlineData("InternetSMS", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "14D04937BD2C7797E9D3E614")]
    public void Address_field_goes_both_ways(string value, TypeOfNumber type, NumberingPlan plan, string field)
    {
        var address = new SmsAddress(value, type, plan);
        var hex = "0004" + field + "0000" + "11101021436500" + "00";

        var decoded = Assert.IsType<DeliverTpdu>(PduDecoder.Decode(hex, PduDirection.FromModem).Pdu?.Tpdu);

        Assert.Equal(address, decoded.Originator);
        Assert.Equal(hex, new Pdu(null, decoded).ToHex());
    }

    [Theory]
    [InlineData("069189674523F1", "+987654321")] // python-gsmmodem
    [InlineData("06917228195339", "+2782913593")]
    [InlineData("07919130079229F0", "+19037029920")] // ModemManager
    [InlineData("06810973209902", "9037029920")]
    [InlineData("0181", "")] // gammu at-sms: a type without digits
    public void Service_centre_is_counted_in_octets(string field, string written)
    {
        var hex = field + "04038121F300001110102143650000";

        var result = PduDecoder.Decode(hex, PduDirection.FromModem);

        Assert.Equal(written, result.Pdu?.Smsc?.ToString());
        Assert.Equal(hex, result.Pdu?.ToHex());
    }

    [Fact]
    public void Alphanumeric_sender_of_11_characters_that_counts_octets_is_read_with_a_note()
    {
        var result = PduDecoder.Decode("000416D04937BD2C7797E9D3E61400" + "0000" + "11101021436500" + "00", PduDirection.FromModem);

        Assert.StartsWith("InternetSMS", Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).Originator.Value, StringComparison.Ordinal);
        Assert.Equal("TP-OA says 22 semi-octets, 20 are the most", Assert.Single(result.Defects));
    }

    [Theory]
    [InlineData("12x4", TypeOfNumber.Unknown)]
    [InlineData("+123", TypeOfNumber.International)]
    [InlineData("中", TypeOfNumber.Alphanumeric)]
    public void What_no_address_field_can_carry_is_refused_in_writing(string value, TypeOfNumber type)
    {
        var pdu = new Pdu(null, new SubmitTpdu { Destination = new SmsAddress(value, type, NumberingPlan.Isdn) });

        Assert.Throws<ArgumentException>(pdu.ToHex);
    }
}
