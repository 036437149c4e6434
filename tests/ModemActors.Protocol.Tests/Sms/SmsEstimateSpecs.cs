using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class SmsEstimateSpecs
{
    [Theory]
    [InlineData("", SmsAlphabet.Gsm7, 0, 1, 160, 160)]
    [InlineData("x", SmsAlphabet.Gsm7, 1, 1, 160, 159)]
    [InlineData("x*160", SmsAlphabet.Gsm7, 160, 1, 160, 0)]
    [InlineData("x*161", SmsAlphabet.Gsm7, 161, 2, 153, 145)]
    [InlineData("x*306", SmsAlphabet.Gsm7, 306, 2, 153, 0)]
    [InlineData("x*307", SmsAlphabet.Gsm7, 307, 3, 153, 152)]
    [InlineData("x*159,€", SmsAlphabet.Gsm7, 161, 2, 153, 145)] // 160 characters, 161 septets
    [InlineData("€*80", SmsAlphabet.Gsm7, 160, 1, 160, 0)]
    [InlineData("€*79,x", SmsAlphabet.Gsm7, 159, 1, 160, 1)]
    [InlineData("€*153", SmsAlphabet.Gsm7, 306, 3, 153, 151)] // 76 in a part: the pair is not cut
    [InlineData("€*229,x", SmsAlphabet.Gsm7, 459, 4, 153, 150)]
    [InlineData("x*152,€,x*20", SmsAlphabet.Gsm7, 174, 2, 153, 131)]
    [InlineData("ж*70", SmsAlphabet.Ucs2, 140, 1, 140, 0)]
    [InlineData("ж*71", SmsAlphabet.Ucs2, 142, 2, 134, 126)]
    [InlineData("ж*134", SmsAlphabet.Ucs2, 268, 2, 134, 0)]
    [InlineData("ж*135", SmsAlphabet.Ucs2, 270, 3, 134, 132)]
    [InlineData("x*69,ж", SmsAlphabet.Ucs2, 140, 1, 140, 0)]
    [InlineData("😀*35", SmsAlphabet.Ucs2, 140, 1, 140, 0)]
    [InlineData("😀*35,a", SmsAlphabet.Ucs2, 142, 2, 134, 124)] // ModemManager: 33 and then 2 of them with the letter
    [InlineData("ж*66,😀,ж*66", SmsAlphabet.Ucs2, 268, 3, 134, 132)] // the pair moves on to the second part, one letter to a third
    public void Text_takes(string pattern, SmsAlphabet alphabet, int units, int parts, int unitsPerPart, int unitsLeft)
    {
        var estimate = SmsEstimate.Of(Text(pattern));

        Assert.Equal((alphabet, units, parts, unitsPerPart, unitsLeft),
            (estimate.Alphabet, estimate.Units, estimate.Parts, estimate.UnitsPerPart, estimate.UnitsLeft));
        Assert.True(estimate.IsSendable);
        Assert.Null(estimate.Reason);
    }

    [Fact]
    public void Characters_that_forced_ucs2_are_named_once_in_their_order()
    {
        Assert.Equal(["ж", "😀", "ç"], SmsEstimate.Of("aжb😀€ж😀ç").ForcedUcs2);
        Assert.Empty(SmsEstimate.Of("plain €").ForcedUcs2);
        Assert.Equal(["\uFFFD"], SmsEstimate.Of("a\uD83D").ForcedUcs2);
        Assert.Equal(50, SmsEstimate.Of(string.Concat(Enumerable.Range(0x4E00, 200).Select(c => (char)c))).ForcedUcs2.Count);
    }

    [Theory]
    [InlineData("x*39015", 255, null)]
    [InlineData("x*39016", 256, "the text takes 256 parts, a message has at most 255")]
    [InlineData("x*40000", 262, "the text takes 262 parts, a message has at most 255")]
    [InlineData("ж*40000", 598, "the text takes 598 parts, a message has at most 255")]
    public void Text_of_more_than_255_parts_cannot_be_sent(string pattern, int parts, string? reason)
    {
        var estimate = SmsEstimate.Of(Text(pattern));

        Assert.Equal(parts, estimate.Parts);
        Assert.Equal(reason is null, estimate.IsSendable);
        Assert.Equal(reason, estimate.Reason);
    }

    [Fact]
    public void Options_that_change_the_header_change_the_estimate()
    {
        var text = new string('x', 161);

        Assert.Equal(152, SmsEstimate.Of(text, new ComposeOptions { Reference16Bit = true }).UnitsPerPart);
        var turkish = SmsEstimate.Of(Text("ş*120"), new ComposeOptions { Languages = [NationalLanguage.Turkish] });
        Assert.Equal((SmsAlphabet.Gsm7, 120, 1, 155), (turkish.Alphabet, turkish.Units, turkish.Parts, turkish.UnitsPerPart));
        Assert.Empty(turkish.ForcedUcs2);
    }

    private static string Text(string pattern) => string.Concat(pattern.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(piece =>
        piece.Split('*') is [var unit, var times]
            ? string.Concat(Enumerable.Repeat(unit, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture)))
            : piece));
}
