using Akka.Configuration;

namespace Akka.Contract.Tests;

/// <summary>Configurations on top of each other, parts of them, and their keys.</summary>
public sealed class HoconMergingSpecs
{
    private static Config Parse(string text) => ConfigurationFactory.ParseString(text);

    [Fact]
    public void A_fallback_fills_gaps_at_every_depth()
    {
        var config = Parse("a.b { x = 1 }").WithFallback(Parse("a.b { x = 9, y = 2 }\nc = 3"));

        Assert.Equal(1, config.GetInt("a.b.x"));
        Assert.Equal(2, config.GetInt("a.b.y"));
        Assert.Equal(3, config.GetInt("c"));
    }

    [Fact]
    public void Several_fallbacks_are_asked_in_their_order()
    {
        var inOneLine = Parse("x = 1").WithFallback(Parse("x = 2, y = 2")).WithFallback(Parse("x = 3, y = 3, z = 3"));
        var nested = Parse("x = 1").WithFallback(Parse("x = 2, y = 2").WithFallback(Parse("x = 3, y = 3, z = 3")));

        foreach (var config in new[] { inOneLine, nested })
        {
            Assert.Equal(1, config.GetInt("x"));
            Assert.Equal(2, config.GetInt("y"));
            Assert.Equal(3, config.GetInt("z"));
        }
    }

    [Fact]
    public void Lists_and_scalars_replace()
    {
        var config = Parse("list = [1], object = 1, scalar { x = 1 }").WithFallback(Parse("list = [2, 3], object = { x = 2 }, scalar = 2"));

        Assert.Equal([1], config.GetIntList("list"));
        Assert.Equal(1, config.GetInt("object"));
        Assert.Equal(1, config.GetInt("scalar.x"));
    }

    [Fact]
    public void The_parts_stay_as_they_were()
    {
        var upper = Parse("a { x = 1 }");
        var lower = Parse("a { y = 2 }");

        Assert.Equal(2, upper.WithFallback(lower).GetInt("a.y"));

        Assert.False(upper.HasPath("a.y"));
        Assert.False(lower.HasPath("a.x"));
    }

    [Fact]
    public void A_substitution_does_not_reach_over_to_another_document()
    {
        Assert.ThrowsAny<Exception>(() => Parse("a = ${b}").WithFallback(Parse("b = 1")));

        var config = Parse("b = 1").WithFallback(Parse("b = 2\na = ${b}"));
        Assert.Equal(2, config.GetInt("a"));
    }

    [Fact]
    public void A_part_knows_the_fallback_too()
    {
        var part = Parse("a.b { x = 1 }").WithFallback(Parse("a.b { x = 9, y = 2 }")).GetConfig("a.b");

        Assert.Equal(1, part.GetInt("x"));
        Assert.Equal(2, part.GetInt("y"));
    }

    [Fact]
    public void Nothing_and_itself_are_special_fallbacks()
    {
        var config = Parse("x = 1");

        Assert.Same(config, config.WithFallback(null));
        Assert.Equal(1, Config.Empty.WithFallback(config).GetInt("x"));
        Assert.Equal(1, config.WithFallback(Config.Empty).GetInt("x"));
        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
        Assert.Same(config, config.SafeWithFallback(config));
        Assert.Same(config, ((Config)null!).SafeWithFallback(config));
    }

    [Fact]
    public void An_empty_configuration_knows_that_it_is()
    {
        Assert.True(Config.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsNullOrEmpty());
        Assert.True(Parse("# nothing").IsEmpty);
        Assert.False(Parse("a = 1").IsEmpty);
        Assert.True(((Config)null!).IsNullOrEmpty());
    }

    [Fact]
    public void Keys_come_in_the_order_of_the_document_and_with_those_of_the_fallback()
    {
        var config = Parse("b = 1\n\"x.y\" = 2\na = 3");

        Assert.Equal(["b", "x.y", "a"], config.AsEnumerable().Select(item => item.Key));
        Assert.Equal("2", config.AsEnumerable().Single(item => item.Key == "x.y").Value.GetString());
        Assert.Equal(["a", "b", "c", "x.y"], config.WithFallback(Parse("c = 1")).AsEnumerable().Select(item => item.Key).Order());
    }

    [Fact]
    public void Texts_are_configurations()
    {
        Config config = "a = 1";

        Assert.Equal(1, config.GetInt("a"));
        Assert.Equal(2, (config + "b = 2").GetInt("b"));
    }

    [Fact]
    public void What_is_written_can_be_read()
    {
        var config = Parse("a { x = 1, y = [1, 2], z { q = off } }");

        Assert.Equal(1, Parse(config.ToString()).GetInt("a.x"));
        Assert.Equal([1, 2], Parse(config.ToString()).GetIntList("a.y"));
        Assert.False(Parse(config.ToString()).GetBoolean("a.z.q", true));
    }

    [Fact]
    public void Writing_leaves_the_fallback_out_unless_asked()
    {
        var config = Parse("a = 1").WithFallback(Parse("b = 2"));

        Assert.DoesNotContain("b", config.ToString(), StringComparison.Ordinal);
        Assert.Contains("b", config.ToString(includeFallback: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_a_configuration_of_its_own()
    {
        var value = Parse("a { x = 1 }").GetValue("a");

        Assert.True(value.IsObject());
        Assert.False(value.IsArray());
        Assert.False(value.IsString());
        Assert.Equal(1, value.ToConfig().GetInt("x"));
        Assert.Equal(1, value.AtKey("b").GetInt("b.x"));
        Assert.Equal(1, Parse("a { x = 1 }").Root.GetObject().GetKey("a").GetChildObject("x").GetInt());
    }
}
