using ModemActors.Inbox;

namespace ModemActors.Tests.Inbox;

public sealed class TextModeCharactersSpecs
{
    [Theory]
    [InlineData("Hello")]
    [InlineData("€ é ß")]
    [InlineData("مرحبا")]
    [InlineData("🙂")]
    [InlineData("")]
    public void What_is_encoded_is_decoded(string text) => Assert.Equal(text, TextModeCharacters.Decode(TextModeCharacters.Encode(text)));

    [Theory]
    [InlineData("Hello")]
    [InlineData("123")]
    [InlineData("00G1")]
    public void What_is_no_hex_of_UTF_16_stays_as_it_is(string text) => Assert.Equal(text, TextModeCharacters.Decode(text));

    [Theory]
    [InlineData("26/01/02,03:04:05+08", "2026-01-02T03:04:05+02:00")]
    [InlineData("26/01/02,03:04:05-20", "2026-01-02T03:04:05-05:00")]
    [InlineData("26/01/02,03:04:05", "2026-01-02T03:04:05+00:00")]
    [InlineData("26/01/02,03:04:05+99", "2026-01-02T03:04:05+00:00")]
    public void The_time_is_read_with_its_zone_in_quarters_of_an_hour(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TextModeCharacters.Time(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("26/13/45,03:04:05+08")]
    [InlineData("yesterday, about noon")]
    public void What_is_no_time_is_none(string? text) => Assert.Null(TextModeCharacters.Time(text));
}
