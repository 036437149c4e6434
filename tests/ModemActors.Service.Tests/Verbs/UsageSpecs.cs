namespace ModemActors.Service.Tests.Verbs;

public sealed class UsageSpecs : Scratch
{
    [Theory]
    [InlineData("there is no verb 'bogus'", "bogus")]
    [InlineData("there is no option '--bogus'", "status", "--bogus")]
    [InlineData("NUMBER and TEXT are missing", "send")]
    [InlineData("TEXT is missing", "send", "+15551234567")]
    [InlineData("'there' is one argument too many", "send", "+15551234567", "Hello", "there")]
    [InlineData("--priority is 'high' but must be a whole number", "send", "12345", "Hi", "--priority", "high")]
    [InlineData("--not-before is 'soon' but must be a time", "send", "12345", "Hi", "--not-before", "soon")]
    [InlineData("--status is 'gone' but must be one of: queued", "messages", "--status", "gone")]
    [InlineData("'x' is no message id", "mark-read", "x")]
    [InlineData("retry needs either ids or --all-failed", "retry")]
    [InlineData("resolve needs either --sent or --resend", "resolve", "1")]
    [InlineData("--count is '0' but must be a whole number from 1 to 1024", "simulate", "--count", "0")]
    public async Task Wrong_usage_is_told_in_one_line_with_exit_code_2(string reason, params string[] arguments)
    {
        var outcome = await RunAsync(arguments);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.Trim().Split('\n'));
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("identify")]
    [InlineData("config")]
    public async Task Help_of_a_verb_shows_its_usage_and_an_example(string verb)
    {
        var outcome = await RunAsync(verb, "--help");

        Assert.Equal(0, outcome.Code);
        Assert.Contains($"modemactors {verb}", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Example:", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task Help_of_the_program_lists_every_verb()
    {
        var outcome = await RunAsync("--help");

        foreach (var verb in new[]
        {
            "run", "send, test", "status", "health", "identify", "discover", "messages", "conversation", "mark-read", "retry", "cancel",
            "resolve", "estimate", "at", "reset", "simulate", "config", "udev", "contacts", "keys", "ussd",
        })
            Assert.Contains($"\n  {verb} ", outcome.Output, StringComparison.Ordinal);
    }
}
