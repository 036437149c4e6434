namespace ModemActors.Simulator.Tests;

public sealed class ScenarioSpecs
{
    [Fact]
    public void Rules_are_read_with_their_modems_and_comments_are_not()
    {
        var scenario = Scenario.Parse("""
            # a bad day
            seed 42
            modem2: at send 3: lose-answer      # the answer only
            all: every 10 commands: no-answer

            after 1.5s: say "#1: hello"
            """);
        Assert.Equal(42, scenario.Seed);
        Assert.Equal(["modem2", null, null], scenario.Rules.Select(rule => rule.Modem));
        Assert.Equal(["lose-answer", "no-answer", "say"], scenario.Rules.Select(rule => rule.Rule.Effect.Name));
        Assert.Equal(new FaultTrigger.At(FaultEvent.Send, 3), scenario.Rules[0].Rule.Trigger);
        Assert.Equal(new FaultTrigger.Every(FaultEvent.Command, 10), scenario.Rules[1].Rule.Trigger);
        Assert.Equal(new FaultTrigger.After(TimeSpan.FromSeconds(1.5)), scenario.Rules[2].Rule.Trigger);
    }

    [Theory]
    [InlineData("lose-answer", "has no colon")]
    [InlineData("once upon: lose-answer", "is no moment")]
    [InlineData("at send: lose-answer", "which one is missing")]
    [InlineData("at send 0: lose-answer", "\"0\" does not say which one")]
    [InlineData("at dawn 1: lose-answer", "\"dawn\" is no event")]
    [InlineData("at send 1 2: lose-answer", "\"2\" is too much")]
    [InlineData("at command CSQ: no-answer", "\"CSQ\" is no command")]
    [InlineData("every 0 sends: lose-answer", "every 0 is never")]
    [InlineData("every 0s: reboot", "The distance is zero")]
    [InlineData("after soon: reboot", "\"soon\" is no time")]
    [InlineData("after 99999999999999999999999h: reboot", "is no time")]
    [InlineData("sometimes 5 of sends: lose-answer", "\"5\" is no chance")]
    [InlineData("sometimes 101% of sends: lose-answer", "is no chance")]
    [InlineData("sometimes 5% sends: lose-answer", "\"of\" is missing")]
    [InlineData("at send 1: explode", "\"explode\" is no fault: lose-answer,")]
    [InlineData("at send 1:", "what happens is missing")]
    [InlineData("at send 1: late-answer", "a time is missing")]
    [InlineData("at send 1: lose-answer twice", "\"twice\" is too much")]
    [InlineData("at send 1: error", "the error is missing")]
    [InlineData("at send 1: error 38 until friday", "\"friday\" is no reset")]
    [InlineData("at send 1: hang", "It hangs \"for 30s\"")]
    [InlineData("at prompt 1: prompt \"open", "A quotation mark has no partner")]
    [InlineData("at prompt 1: prompt \"\\q\"", "means nothing")]
    [InlineData("seed many", "\"many\" is no seed")]
    public void Line_that_cannot_be_understood_is_named_with_its_reason(string line, string reason)
    {
        Assert.Null(Scenario.TryParse("\n" + line, out var errors));
        var error = Assert.Single(errors);
        Assert.Equal(2, error.Line);
        Assert.Contains(reason, error.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Modem_that_does_not_exist_is_named_and_nothing_is_given()
    {
        var (host, time) = Host.At();
        var scenario = Scenario.Parse("always: error 38\nmodem9: always: error 38");
        Assert.Contains("line 2: there is no modem modem9", Assert.Throws<ArgumentException>(() => scenario.ApplyTo([host.Modem])).Message, StringComparison.Ordinal);
        Assert.Contains("+CMGS", host.Send(time, Samples.SubmitHello), StringComparison.Ordinal);
    }
}
