using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Contract.Tests;

/// <summary>Which of several configurations wins.</summary>
public sealed class HostingConfigurationSpecs
{
    private static Config Of(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "configured");
        configure(builder);
        return builder.Configuration.Value;
    }

    private static Config Both(HoconAddMode mode) => Of(builder => builder
        .AddHocon("a { x = old, y = old }", HoconAddMode.Append)
        .AddHocon("a { x = new, z = new }", mode));

    [Fact]
    public void Appended_configuration_fills_gaps()
    {
        var config = Both(HoconAddMode.Append);

        Assert.Equal(["old", "old", "new"], new[] { "x", "y", "z" }.Select(key => config.GetString($"a.{key}")));
    }

    [Theory]
    [InlineData(HoconAddMode.Prepend)]
    [InlineData(HoconAddMode.Replace)]
    public void Prepended_and_replacing_configuration_win_and_merge(HoconAddMode mode)
    {
        var config = Both(mode);

        Assert.Equal(["new", "old", "new"], new[] { "x", "y", "z" }.Select(key => config.GetString($"a.{key}")));
    }

    [Fact]
    public void Loggers_win_over_what_was_configured_before()
    {
        var config = Of(builder => builder
            .AddHocon("akka { loglevel = ERROR, loggers = [other] }", HoconAddMode.Prepend)
            .ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = Event.LogLevel.DebugLevel;
                loggers.ClearLoggers().AddDefaultLogger();
            })
            .AddHocon("akka.loglevel = WARNING", HoconAddMode.Append));

        Assert.Equal("DEBUG", config.GetString("akka.loglevel").ToUpperInvariant());
        Assert.StartsWith("Akka.Event.DefaultLogger", Assert.Single(config.GetStringList("akka.loggers")), StringComparison.Ordinal);
    }

    [Fact]
    public void Loggers_lose_against_what_is_prepended_later() => Assert.Equal("ERROR", Of(builder => builder
        .ConfigureLoggers(loggers => loggers.LogLevel = Event.LogLevel.DebugLevel)
        .AddHocon("akka.loglevel = ERROR", HoconAddMode.Prepend)).GetString("akka.loglevel"));

    [Fact]
    public void Unless_told_there_is_the_default_logger_at_info()
    {
        var config = Of(builder => builder.ConfigureLoggers(_ => { }));

        Assert.Equal("INFO", config.GetString("akka.loglevel").ToUpperInvariant());
        Assert.StartsWith("Akka.Event.DefaultLogger", Assert.Single(config.GetStringList("akka.loggers")), StringComparison.Ordinal);
    }

    [Fact]
    public void Net_configuration_becomes_hocon()
    {
        var source = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Modems:Ttyusb0:Baud_Rate"] = "115200",
            ["Modems:Ttyusb0:Enabled"] = "True",
            ["Modems:Names:0"] = "first",
            ["Modems:Names:1"] = "second",
            ["a.b:c"] = "dotted"
        }).Build();

        var config = Of(builder => builder.AddHocon(source, HoconAddMode.Append));

        Assert.Equal(115200, config.GetInt("modems.ttyusb0.baud-rate"));
        Assert.True(config.GetBoolean("modems.ttyusb0.enabled"));
        Assert.Equal(["first", "second"], config.GetStringList("modems.names"));
        Assert.Equal("dotted", config.GetString("a.b.c"));
    }

    [Fact]
    public void A_section_keeps_its_name_and_keys_their_case_on_request()
    {
        var source = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Outer:Inner:Key"] = "1" }).Build();

        Assert.Equal(1, Of(builder => builder.AddHocon(source.GetSection("Outer:Inner"), HoconAddMode.Append)).GetInt("inner.key"));
        Assert.Equal(1, Of(builder => builder.AddHocon(source, HoconAddMode.Append, normalizeKeys: false)).GetInt("Outer.Inner.Key"));
    }

    [Fact]
    public void A_file_is_read()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "a = 7");

            Assert.Equal(7, Of(builder => builder.AddHoconFile(file, HoconAddMode.Append)).GetInt("a"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_ask_timeout_reaches_the_system()
    {
        await using var services = new ServiceCollection().AddLogging().AddAkka("configured", builder => builder
            .ConfigureLoggers(loggers => loggers.ClearLoggers())
            .WithActorAskTimeout(TimeSpan.FromMilliseconds(1500))).BuildServiceProvider();
        var system = services.GetRequiredService<ActorSystem>();

        Assert.Equal(TimeSpan.FromMilliseconds(1500), system.Settings.AskTimeout);
        await system.Terminate();
    }
}
