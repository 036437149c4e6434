using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class SmsComposerSpecs
{
    private static readonly RelativeValidity s_fiveMinutes = new(0);
    private static readonly RelativeValidity s_fourDays = new(0xAA);

    public static TheoryData<string, string, string, ComposeOptions, string> Pdus => new()
    {
        {
            "ModemManager create_pdu_ucs2_with_smsc", "+15555551234", "Да здравствует король, детка!",
            new() { Smsc = Number("+19037029920"), Validity = s_fiveMinutes },
            "07919130079229F011000B915155551532F40008003A04140430002004370434044004300432044104420432044304350442"
            + "0020043A043E0440043E043B044C002C002004340435"
            + "0442043A04300021"
        },
        {
            "ModemManager create_pdu_gsm_no_smsc", "+15555551234", "Hi there...Tue 17th Jan 2012 05:30.18 pm (GMT+1) ΔΔΔΔΔ",
            new() { Validity = s_fiveMinutes },
            "0011000B915155551532F400000036C834888E2ECBCB2E978B5A2F8362373A1AA40CBB4132584C0682D57433982B8603C1DB20D4B1495DC55220080402"
            + "8100"
        },
        {
            "ModemManager create_pdu_gsm_no_validity", "+15556661234", "This is really cool ΔΔΔΔΔ", new(),
            "0001000B915155661632F400001954747A0E4ACF41F27298CDCE83C6EF371B0481402010"
        },
        {
            "ofono no_fragmentation_7bit", "+358478400241", "This is testing !",
            new() { Smsc = Number("+358405202090"), Validity = new RelativeValidity(0xA7) },
            "079153485002020911000C915348870420140000A71154747A0E4ACF41F4F29C9E769F4121"
        },
        { "python-gsmmodem", "+27820001111", "Hello World!", new(), "0001000B917228001011F100000CC8329BFD065DDF72363904" },
        {
            "python-gsmmodem: TP-RD", "+27820001111", "Flash SMS", new() { RejectDuplicates = true },
            "0005000B917228001011F10000094676788E064D9B53"
        },
        {
            "python-gsmmodem: 52 weeks", "+123456789", "世界您好！",
            new() { Smsc = Number("+44000000000"), Validity = RelativeValidity.For(TimeSpan.FromDays(364)) },
            "07914400000000F01100099121436587F90008F40A4E16754C60A8597DFF01"
        },
        {
            "python-messaging: absolute validity", "+34616585119", "hola",
            new() { Validity = new AbsoluteValidity(Scts.From(new DateTimeOffset(2010, 7, 25, 20, 15, 39, TimeSpan.Zero))) },
            "0019000B914316565811F900000170520251930004E8373B0C"
        },
        { "python-messaging: accents", "+34654123456", "Hölä", new() { Validity = s_fourDays }, "0011000B914356143254F60000AA04483E7B0F" },
        { "python-messaging: TP-SRR", "+34654123456", "hey yo", new() { StatusReport = true }, "0021000B914356143254F6000006E8721E947F03" },
        {
            "python-messaging: class 0", "+34654123456", "hey yo", new() { Class = MessageClass.Flash },
            "0001000B914356143254F6001006E8721E947F03"
        },
        {
            "python-messaging: class 3", "+34654123456", "hey yo", new() { Class = MessageClass.Terminal },
            "0001000B914356143254F6001306E8721E947F03"
        },
        {
            "python-messaging: local", "655345678", "Русский", new() { Validity = s_fourDays },
            "001100098156355476F80008AA0E0420044304410441043A04380439"
        },
        { "an empty text", "+999", "", new(), "000100039199F9000000" },
    };

    [Theory]
    [MemberData(nameof(Pdus))]
    public void Text_becomes_the_pdu_that_other_projects_make_of_it(
        string source, string number, string text, ComposeOptions options, string hex)
    {
        var pdu = Assert.Single(SmsComposer.Compose(Number(number), text, options));

        Assert.True(hex == pdu.ToHex(), $"{source}: {pdu.ToHex()}");
        Assert.Equal((hex.Length / 2) - 1 - Convert.ToInt32(hex[..2], 16), pdu.TpduLength);
    }

    [Fact]
    public void Long_text_becomes_the_parts_that_python_messaging_makes_of_it()
    {
        const string text = "Or walk with Kings - nor lose the common touch, if neither foes nor loving friends can hurt you, If all men "
            + "count with you, but none too much; If you can fill the unforgiving minute With sixty seconds' worth of distance run, "
            + "Yours is the Earth and everything thats in it, And - which is more - you will be a Man, my son";

        var parts = SmsComposer.Compose(Number("655345678"), text, new ComposeOptions { Validity = s_fourDays, Reference = 136 });

        Assert.Equal(3, parts.Count);
        Assert.Equal(
            "005100098156355476F80000AAA0050003880301" + "9E72D03DCC5E83EE693A1AB44CBBCF73500BE47ECB41ECF7BC0CA2A3CBA0F1BBDD7EBB41F4777D8C"
            + "6681D26690BB9CA6A3CB7290F95D9E83DC6F3988FDB6A7DD6790599E2EBBC973D038EC06A1EB723A28FFAEB340493328CC6683DA653768FCAEBBE9A07B9A"
            + "8E06E5DF7516485CA783DC6F7719447FBF41EDFA18BD0325CDA0FCBB0E1A87DD", parts[0].ToHex());
        Assert.Equal("005100098156355476F80000AA14050003880303C2A066D8CD02B5F3A0F9DB0D", parts[2].ToHex());
    }

    [Fact]
    public void Sixteen_bit_reference_takes_its_octet_from_the_text()
    {
        var options = new ComposeOptions { Reference = 0xABCD, Reference16Bit = true };

        var gsm = SmsComposer.Compose(Number("123"), new string('x', 161), options);
        var ucs2 = SmsComposer.Compose(Number("123"), new string('ж', 71), options);

        Assert.Equal(152, UserDataOf(gsm[0]).Text!.Length);
        Assert.Equal(66, UserDataOf(ucs2[0]).Text!.Length);
        Assert.Equal(new Concatenation(0xABCD, true, 2, 2), UserDataOf(gsm[1]).Header!.Concatenation);
    }

    [Theory]
    [InlineData("€", 152, 1)] // an escape pair at the end of the first part
    [InlineData("€", 153, 0)]
    [InlineData("[", 152, 1)]
    public void Escape_pair_is_never_cut(string extended, int before, int free)
    {
        var text = new string('x', before) + extended + new string('y', 20);

        var parts = SmsComposer.Compose(Number("123"), text);

        Assert.Equal(2, parts.Count);
        Assert.Equal(new string('x', before), UserDataOf(parts[0]).Text);
        Assert.StartsWith(extended, UserDataOf(parts[1]).Text, StringComparison.Ordinal);
        Assert.Equal(160 - free, UserDataOf(parts[0]).Length);
    }

    [Fact]
    public void Surrogate_pair_is_never_cut()
    {
        var parts = SmsComposer.Compose(Number("123"), new string('ж', 66) + "😀" + new string('ж', 10));

        Assert.Equal(new string('ж', 66), UserDataOf(parts[0]).Text);
        Assert.Equal("😀" + new string('ж', 10), UserDataOf(parts[1]).Text);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb\uFFFD", UserDataOf(SmsComposer.Compose(Number("123"), "a\uD83Db\uDE00")[0]).Text);

    [Fact]
    public void Language_is_used_only_when_it_is_allowed_and_saves_parts()
    {
        var turkish = string.Concat(Enumerable.Repeat("Şişli ", 20));
        var allowed = new ComposeOptions { Languages = [NationalLanguage.Spanish, NationalLanguage.Turkish] };

        Assert.Equal(SmsAlphabet.Ucs2, UserDataOf(SmsComposer.Compose(Number("123"), turkish)[0]).Alphabet);
        var part = UserDataOf(Assert.Single(SmsComposer.Compose(Number("123"), turkish, allowed)));
        Assert.Equal(SmsAlphabet.Gsm7, part.Alphabet);
        Assert.Equal((byte)NationalLanguage.Turkish, part.Header!.LockingShift);
        Assert.Equal(turkish, part.Text);

        // A short one fits into one part as UCS-2, which every phone can show
        Assert.Equal(SmsAlphabet.Ucs2, UserDataOf(SmsComposer.Compose(Number("123"), "Şişli", allowed)[0]).Alphabet);
        Assert.Null(UserDataOf(SmsComposer.Compose(Number("123"), "plain", allowed)[0]).Header);
    }

    [Fact]
    public void Text_of_255_parts_is_composed_and_of_256_refused()
    {
        var most = SmsComposer.Compose(Number("123"), new string('x', 255 * 153));
        Assert.Equal(255, most.Count);
        Assert.Equal(new Concatenation(0, false, 255, 255), UserDataOf(most[^1]).Header!.Concatenation);

        var refused = Assert.Throws<ArgumentException>(() => SmsComposer.Compose(Number("123"), new string('x', 255 * 153 + 1)));
        Assert.Contains("256 parts", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, false)]
    [InlineData(-1, false)]
    [InlineData(65536, true)]
    public void Reference_out_of_range_is_refused(int reference, bool is16Bit) => Assert.Throws<ArgumentException>(() =>
        SmsComposer.Compose(Number("123"), "x", new ComposeOptions { Reference = reference, Reference16Bit = is16Bit }));

    private static SmsAddress Number(string typed) =>
        SmsAddress.TryParse(typed, out var address, out var reason) ? address : throw new ArgumentException(reason);

    private static UserData UserDataOf(Pdu pdu) => Assert.IsType<SubmitTpdu>(pdu.Tpdu).UserData;
}
