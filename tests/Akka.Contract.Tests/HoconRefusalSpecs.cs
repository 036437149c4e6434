using Akka.Configuration;

namespace Akka.Contract.Tests;

/// <summary>Texts that no mode reads.</summary>
public sealed class HoconRefusalSpecs
{
    [Theory]
    [InlineData("a = http://x")]
    [InlineData("a = foo:bar")]
    [InlineData("a = AT+CMGF=1")]
    [InlineData("a = [tcp://x@y:1]")]
    [InlineData("a =\nb=1")]
    public void An_unquoted_value_with_an_assignment_sign_is_a_configuration_error(string text) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

    [Theory]
    [InlineData("a = *123#")]
    [InlineData("a = x@y")]
    [InlineData("a = what?")]
    [InlineData("a = $x")]
    [InlineData("a = x\\y")]
    [InlineData("a = `x`")]
    [InlineData("a = 1 #")]
    [InlineData("a = 1,, b = 2")]
    [InlineData("a = 1\n, b = 2")]
    [InlineData("a { x = 1 }, b = 2")]
    [InlineData("a = \"\\q\"")]
    [InlineData("a = ${PATH}")]
    [InlineData("a = ${b.x}\nb = ${c}\nc { x = 1 }")]
    public void A_sign_out_of_place_and_an_unresolved_substitution_are_format_errors(string text) =>
        Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(text));

    [Theory]
    [InlineData("include \"other.conf\"")]
    [InlineData("a =")]
    [InlineData("a = \"\\u12\"")]
    [InlineData("a = ${b c}\nb = 1")]
    public void What_cannot_be_read_is_refused_in_one_way_or_another(string text) =>
        Assert.ThrowsAny<Exception>(() => ConfigurationFactory.ParseString(text));
}
