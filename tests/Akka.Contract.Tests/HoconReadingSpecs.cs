using Akka.Configuration;

namespace Akka.Contract.Tests;

/// <summary>What the dialect of HOCON is: the same texts give the same values in both modes.</summary>
public sealed class HoconReadingSpecs
{
    private static Config Parse(string text) => ConfigurationFactory.ParseString(text);

    [Theory]
    [InlineData("a = 1", "1")]
    [InlineData("a=1", "1")]
    [InlineData("a:1", "1")]
    [InlineData("a = 1,b = 2", "1")]
    [InlineData("a = 1 ", "1")]
    [InlineData("a = 1\t\n", "1")]
    [InlineData("a = 1\r\nb = 2\r\n", "1")]
    [InlineData("a\n= 1", "1")]
    [InlineData("a=\n1", "1")]
    [InlineData("{ a = 1 }", "1")]
    [InlineData("{ \"a\" : \"1\", \"b\" : 2 }", "1")]
    [InlineData("\"a\" = 1", "1")]
    [InlineData("a = x y  z", "x y  z")]
    [InlineData("a = \"x\" y", "x y")]
    [InlineData("a = \"x\"\"y\"", "xy")]
    [InlineData("a = \" x \"", "x")]
    [InlineData("a = \"\"", "")]
    [InlineData("a = /dev/ttyUSB0", "/dev/ttyUSB0")]
    [InlineData("a = +15551234", "+15551234")]
    [InlineData("a = -5", "-5")]
    [InlineData("a = 127.0.0.1", "127.0.0.1")]
    [InlineData("a = 50%", "50%")]
    [InlineData("a = x(y)", "x(y)")]
    [InlineData("a = it's", "it's")]
    [InlineData("a = 1;", "1;")]
    [InlineData("a = 1 # comment", "1")]
    [InlineData("a = 1 // comment", "1")]
    [InlineData("a = x//y", "x")]
    [InlineData("# comment\n// comment\na = 1", "1")]
    [InlineData("a = # comment\n1", "1")]
    [InlineData("a = \"*123#\"", "*123#")]
    [InlineData("a = \"AT+CMGF=1\"", "AT+CMGF=1")]
    [InlineData("a = \"http://host:80/x\"", "http://host:80/x")]
    [InlineData("a = \"x # y // z\"", "x # y // z")]
    [InlineData("a = \"\\\"\\\\\\/\\b\\f\\n\\r\\tx\\u00e9\"", "\"\\/\b\f\n\r\txé")]
    [InlineData("a = \"x\ny\"", "x\ny")]
    [InlineData("a = \"\"\"x\"\\n\"y\"\"\"", "x\"\\n\"y")]
    [InlineData("a = 1\na = 2", "2")]
    [InlineData("a { x = 1 }\na = 2", "2")]
    [InlineData("b = 3\na = ${b}", "3")]
    [InlineData("a = ${b}\nb = 3", "3")]
    [InlineData("b = d\na = ${b}\"/x\"", "d/x")]
    [InlineData("b = Roger\na = my name is ${b} indeed", "my name is Roger indeed")]
    [InlineData("b { x = 1 }\na = ${b.x}", "1")]
    [InlineData("a = ${b}\nb = ${c}\nc = 7", "7")]
    [InlineData("b = null\na = ${b}", "")]
    [InlineData("a = \"${b}\"", "${b}")]
    [InlineData("include = 5\na = 1", "1")]
    public void A_text_has_a_value(string text, string value) => Assert.Equal(value, Parse(text).GetString("a"));

    [Theory]
    [InlineData("a { x = 1 }", "a.x")]
    [InlineData("a.x = 1", "a.x")]
    [InlineData("a = { x = 1 }", "a.x")]
    [InlineData("a { x = 1, }", "a.x")]
    [InlineData("a\n{\nx = 1\n}", "a.x")]
    [InlineData("a {} b { x = 1 }", "b.x")]
    [InlineData("a . x = 1", "a.x")]
    [InlineData("a { y = 2 }\na { x = 1 }", "a.x")]
    [InlineData("a { x = 1 }\na { y = 2 }", "a.x")]
    [InlineData("a = { x = 1 } { y = 2 }", "a.x")]
    [InlineData("a = 2\na.x = 1", "a.x")]
    [InlineData("a b c = 1", "a b c")]
    [InlineData("/dev/ttyUSB0 { x = 1 }", "/dev/ttyUSB0.x")]
    [InlineData("\"/dev/ttyUSB0\" { x = 1 }", "\"/dev/ttyUSB0\".x")]
    [InlineData("\"a.b\" { x = 1 }", "\"a.b\".x")]
    [InlineData("a.\"b.c\".x = 1", "a.\"b.c\".x")]
    [InlineData("b { x = 1 }\na = ${b}", "a.x")]
    [InlineData("a { b { x = 1 } }\nc = ${a.b}", "c.x")]
    public void A_path_leads_to_a_value(string text, string path)
    {
        Assert.True(Parse(text).HasPath(path));
        Assert.Equal("1", Parse(text).GetString(path));
    }

    [Theory]
    [InlineData("a = []", "")]
    [InlineData("a = [1, 2]", "1|2")]
    [InlineData("a = [ 1 , 2 ]", "1|2")]
    [InlineData("a = [1, 2, ]", "1|2")]
    [InlineData("a = [1] [2]", "1|2")]
    [InlineData("a = [\n1\n2\n]", "1|2")]
    [InlineData("a = [\n  # first\n  1, # one\n  2\n]", "1|2")]
    [InlineData("a =\n[1, 2]", "1|2")]
    [InlineData("a = [x y, z]", "x y|z")]
    [InlineData("a = [1 2 3]", "1 2 3")]
    [InlineData("a = [\"x, y\", \"\"]", "x, y|")]
    [InlineData("a = [1]\na = [2]", "2")]
    [InlineData("b = [1]\na = ${b} [2]", "1|2")]
    [InlineData("b = 1\na = [${b}, 2]", "1|2")]
    [InlineData("a = 1", "")]
    [InlineData("b = [1]", "")]
    public void A_list_has_elements(string text, string elements) =>
        Assert.Equal(elements, string.Join('|', Parse(text).GetStringList("a")));

    [Fact]
    public void Lists_may_hold_lists_and_objects()
    {
        Assert.Equal([1, 2, 3], Parse("a = [[1, 2] [3], [4]]").GetValue("a").GetArray()[0].GetIntList());
        Assert.Equal("2", Parse("a = [{ x = 1 }, { x = 2 }]").GetValue("a").GetArray()[1].GetObject().GetKey("x").GetString());
    }

    [Theory]
    [InlineData("5s", 5_000)]
    [InlineData("5 s", 5_000)]
    [InlineData("500ms", 500)]
    [InlineData("1m", 60_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.05 s", 50)]
    [InlineData("250", 250)]
    [InlineData("5000 micros", 5)]
    [InlineData("5000000 nanos", 5)]
    [InlineData("5 seconds", 5_000)]
    [InlineData("1 second", 1_000)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("2 hours", 7_200_000)]
    [InlineData("3 days", 259_200_000)]
    [InlineData("100 milliseconds", 100)]
    [InlineData("\"5s\"", 5_000)]
    [InlineData("infinite", -1)]
    public void A_duration_has_a_unit(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse($"a = {text}").GetTimeSpan("a"));

    [Theory]
    [InlineData("5us")]
    [InlineData("5 min")]
    [InlineData("5 sec")]
    [InlineData("1w")]
    [InlineData("-5s")]
    [InlineData("-5")]
    [InlineData("5S")]
    [InlineData("5 MS")]
    [InlineData("PT5S")]
    [InlineData(".5s")]
    [InlineData("1h 30m")]
    [InlineData("x")]
    public void Another_duration_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Parse($"a = {text}").GetTimeSpan("a"));

    [Fact]
    public void Infinity_can_be_forbidden() =>
        Assert.Throws<FormatException>(() => Parse("a = infinite").GetTimeSpan("a", allowInfinite: false));

    [Theory]
    [InlineData("true", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    public void A_boolean_is_one_of_four_words(string text, bool value) => Assert.Equal(value, Parse($"a = {text}").GetBoolean("a", !value));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("1")]
    [InlineData("TRUE")]
    [InlineData("null")]
    public void Another_boolean_is_refused(string text) =>
        Assert.Throws<NotSupportedException>(() => Parse($"a = {text}").GetBoolean("a"));

    [Theory]
    [InlineData("1.5")]
    [InlineData("0x10")]
    [InlineData("x")]
    [InlineData("1e3")]
    [InlineData("\"\"")]
    public void An_integer_has_digits_only(string text) => Assert.Throws<FormatException>(() => Parse($"a = {text}").GetInt("a"));

    [Fact]
    public void Numbers_have_the_invariant_form()
    {
        Assert.Equal(-42, Parse("a = -42").GetInt("a"));
        Assert.Equal(3_000_000_000L, Parse("a = 3000000000").GetLong("a"));
        Assert.Throws<OverflowException>(() => Parse("a = 3000000000").GetInt("a"));
        Assert.Equal(1.5, Parse("a = 1.5").GetDouble("a"));
        Assert.Equal(1.5m, Parse("a = 1.5").GetDecimal("a"));
        Assert.Equal(1.5f, Parse("a = 1.5").GetFloat("a"));
        Assert.Equal([1L, 2L], Parse("a = [1, 2]").GetLongList("a"));
        Assert.Equal([true, false], Parse("a = [on, off]").GetBooleanList("a"));
        Assert.Equal([1.5], Parse("a = [1.5]").GetDoubleList("a"));
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("10b", 10)]
    [InlineData("10 kB", 10_000)]
    [InlineData("10k", 10_240)]
    [InlineData("2 MiB", 2_097_152)]
    [InlineData("1 GB", 1_000_000_000)]
    public void A_size_has_a_unit(string text, long bytes) => Assert.Equal(bytes, Parse($"a = {text}").GetByteSize("a", null));

    [Fact]
    public void A_missing_path_gives_the_default()
    {
        var config = Parse("b = 1");

        Assert.False(config.HasPath("a"));
        Assert.Equal(0, config.GetInt("a"));
        Assert.Equal(5, config.GetInt("a", 5));
        Assert.Null(config.GetString("a"));
        Assert.Equal("x", config.GetString("a", @default: "x"));
        Assert.True(config.GetBoolean("a", true));
        Assert.Equal(TimeSpan.Zero, config.GetTimeSpan("a"));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("a", TimeSpan.FromSeconds(1)));
        Assert.Empty(config.GetStringList("a"));
        Assert.Null(config.GetConfig("a"));
        Assert.Throws<NullReferenceException>(() => config.GetIntList("a"));
        Assert.Null(config.GetString("b.a"));
    }

    [Fact]
    public void Null_is_a_value_without_text()
    {
        var config = Parse("a = null\nb = \"null\"");

        Assert.True(config.HasPath("a"));
        Assert.Null(config.GetString("a", "default"));
        Assert.Null(config.GetString("b"));
    }

    [Fact]
    public void Keys_are_case_sensitive() => Assert.False(Parse("Port = 1").HasPath("port"));

    [Fact]
    public void What_is_no_text_has_no_text()
    {
        Assert.Null(Parse("a { x = 1 }").GetString("a", "default"));
        Assert.Null(Parse("a = [1]").GetString("a", "default"));
    }
}
