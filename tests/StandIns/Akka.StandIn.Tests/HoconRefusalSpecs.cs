using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.StandIn.Tests;

/// <summary>
/// What the real parser drops, twists or never finishes reading is refused, with its place: a configuration that works with the stand-in
/// means the same to the package.
/// </summary>
public sealed class HoconRefusalSpecs
{
    [Theory]
    [InlineData("include \"x.conf\"", 1, 1)]
    [InlineData("a = 1\n  include \"x.conf\"", 2, 3)]
    [InlineData("a = ${?X}", 1, 5)]
    [InlineData("a = ${}", 1, 5)]
    [InlineData("a = ${\"b\"}\nb = 1", 1, 5)]
    [InlineData("a = ${b c}", 1, 5)]
    [InlineData("a = ${b", 1, 5)]
    [InlineData("a = ${a}", 1, 5)]
    [InlineData("a = 1\na = ${a}2", 2, 5)]
    [InlineData("a { b = ${a} }", 1, 9)]
    [InlineData("a = ${b}\nb = [${a}]", 2, 6)]
    [InlineData("b { x = 1 }\na = ${b}{ y = 2 }", 2, 9)]
    [InlineData("b { x = 1 }\na = { y = 2 }${b}", 2, 14)]
    [InlineData("b { x = 1 }\nc { y = 1 }\na = ${b}${c}", 3, 5)]
    [InlineData("b { x = 1 }\na { y = 1 }\na = ${b}", 3, 5)]
    [InlineData("b = [1]\na = ${b} text", 2, 5)]
    [InlineData("a = 1\na += 2", 2, 1)]
    [InlineData("a = [1]\na+=2", 2, 1)]
    [InlineData("a {\n  x = 1\n", 1, 3)]
    [InlineData("a = {", 1, 5)]
    [InlineData("a = \"x", 1, 5)]
    [InlineData("a = \"x\\", 1, 7)]
    [InlineData("a = \"\"\"x", 1, 5)]
    [InlineData("a = [1\n", 1, 5)]
    [InlineData("a = [1}", 1, 7)]
    [InlineData("a = 1\n}\nb = 2", 2, 1)]
    [InlineData("{ a = 1 }\nb = 2", 2, 1)]
    [InlineData("a = 1]", 1, 6)]
    [InlineData("[1]", 1, 1)]
    [InlineData("a { { x = 1 } }", 1, 5)]
    [InlineData("\uFEFFa = 1", 1, 1)]
    [InlineData("a =\nb = 1", 2, 3)]
    [InlineData("a = \n", 2, 1)]
    [InlineData("a = }", 1, 5)]
    [InlineData("a = , b = 1", 1, 5)]
    [InlineData("x { a = }", 1, 9)]
    [InlineData("a = \"b\":c", 1, 8)]
    [InlineData("a = b : c", 1, 7)]
    [InlineData("a = [ ]", 1, 5)]
    [InlineData("a = [\n]", 1, 5)]
    [InlineData("a = [1,,2]", 1, 8)]
    [InlineData("a = [1\n,2]", 2, 1)]
    [InlineData("a = foo { x = 1 }", 1, 9)]
    [InlineData("a = { x = 1 } foo", 1, 15)]
    [InlineData("a = { x = 1 } b = 2", 1, 15)]
    [InlineData("a = [1] foo", 1, 9)]
    [InlineData("a = foo [1]", 1, 9)]
    [InlineData("a { x = 1 }\na = [1]", 2, 5)]
    [InlineData("a\nb = 1", 1, 1)]
    [InlineData("b = 1\na", 2, 1)]
    [InlineData("a { b }", 1, 5)]
    [InlineData("a \"b\" = 1", 1, 1)]
    [InlineData("a..x = 1", 1, 3)]
    [InlineData(".a = 1", 1, 1)]
    [InlineData("= 1", 1, 1)]
    [InlineData("a = 1 //", 1, 7)]
    [InlineData("a = 1\fb = 2", 1, 6)]
    [InlineData("# one\ra = 1\nb = 2", 1, 6)]
    public void A_text_that_would_be_misread_is_refused_with_its_place(string text, int line, int column)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.StartsWith($"HOCON line {line}, column {column}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = *123#", 1, 5)]
    [InlineData("b = 1\r\na = x@y", 2, 6)]
    [InlineData("a = [?]", 1, 6)]
    [InlineData("a = \"x\\q\"", 1, 7)]
    [InlineData("a = \"\\u12\"", 1, 6)]
    [InlineData("a = ${PATH}", 1, 5)]
    [InlineData("a = 1,, b = 2", 1, 7)]
    [InlineData("a = 1 #", 1, 7)]
    public void What_the_package_refuses_with_a_format_error_has_its_place_too(string text, int line, int column)
    {
        var refusal = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(text));

        Assert.StartsWith($"HOCON line {line}, column {column}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_say_what_to_do()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("command = AT+CMGF=1"));

        Assert.Contains("quote it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_include_is_read_by_the_callback_that_answers_it()
    {
        var config = ConfigurationFactory.ParseString(
            "a { b { include \"inner\" } }", name => Parser.Parse($"x = {name}\ny = ${{x}}", null));

        Assert.Equal("inner", config.GetString("a.b.x"));
        Assert.Equal("inner", config.GetString("a.b.y"));
    }

    [Fact]
    public void A_resource_that_is_not_there_is_named()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.FromResource<HoconRefusalSpecs>("no.such.conf"));

        Assert.Contains("no.such.conf", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Cut at every character, a text is read or refused, and never anything else.</summary>
    [Fact]
    public void A_text_cut_anywhere_is_read_or_refused()
    {
        const string text = "a { b = [1, \"x\\n\", ${c}] # d\n c.d : \"\"\"e\"\"\" }\nc = 5s // f\n\"g.h\" = { i = on }";
        Assert.Equal("5s", ConfigurationFactory.ParseString(text).GetStringList("a.b")[2]);
        for (var length = 0; length < text.Length; length++)
        {
            var refusal = Record.Exception(() => ConfigurationFactory.ParseString(text[..length]));

            Assert.True(refusal is null or ConfigurationException or FormatException, $"{text[..length]}: {refusal}");
        }
    }
}
