namespace ModemActors.Service.Tests.Verbs;

public sealed class ConfigVerbSpecs : Scratch
{
    [Fact]
    public async Task Every_error_is_named_with_file_key_and_what_is_allowed()
    {
        var file = Write("bad.conf", "modem-actors { modems = [ { id = a, port = ttyUSB2, baud-rat = 3 } ], outbox.max-attempts = 1000 }");

        var outcome = await RunAsync("config", "--check", "--config", file);

        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{file}: modem-actors.modems[0].baud-rat: there is no such setting; did you mean baud-rate?", outcome.Errors,
            StringComparison.Ordinal);
        Assert.Contains("modem-actors.modems[0].port: 'ttyUSB2' has no folder; write /dev/ttyUSB2", outcome.Errors,
            StringComparison.Ordinal);
        Assert.Contains("max-attempts: is '1000' but must be a whole number from 1 to 100", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_does_not_exist_is_an_error() =>
        Assert.Equal((1, "modemactors: /nowhere.conf: there is no such file (named by --config)\n"),
            await CodeAndErrors("run", "-c", "/nowhere.conf"));

    [Fact]
    public async Task Verdict_tells_what_was_read()
    {
        var file = Configure();

        var outcome = await RunAsync("config", "--check", "-c", file);

        Assert.Equal($"the configuration is valid: {file}; 2 modems\n", outcome.Output);
        Assert.Equal(0, outcome.Code);
    }

    private async Task<(int Code, string Errors)> CodeAndErrors(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        return (outcome.Code, outcome.Errors);
    }
}
