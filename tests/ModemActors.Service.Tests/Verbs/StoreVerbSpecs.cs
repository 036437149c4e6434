using System.Text.Json;

namespace ModemActors.Service.Tests.Verbs;

public sealed class StoreVerbSpecs : Scratch
{
    [Fact]
    public async Task Sent_while_the_service_is_down_it_is_queued_listed_and_cancelled()
    {
        var file = Configure();

        var sent = await RunAsync("send", "+1 (555) 123-4567", "Grüße 👍", "-c",
            file, "--json", "--modem", "second", "--priority", "3", "--flash", "--expires", "2h");
        var row = JsonDocument.Parse(sent.Output).RootElement;
        var listed = await RunAsync("-c", file, "messages", "--number", "+15551234567", "--json");
        var cancelled = await RunAsync("cancel", "1", "-c", file);
        var again = await RunAsync("cancel", "1", "77", "-c", file);

        Assert.Equal("queued", row.GetProperty("status").GetString());
        Assert.Equal("+15551234567", row.GetProperty("phone_number").GetString());
        Assert.Equal("Grüße 👍", JsonDocument.Parse(listed.Output).RootElement[0].GetProperty("content").GetString());
        Assert.Equal(3, row.GetProperty("priority").GetInt32());
        Assert.Equal("message 1: cancelled\n", cancelled.Output);
        Assert.Equal(0, cancelled.Code);
        Assert.Equal(1, again.Code);
        Assert.Contains("message 77: there is no", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no phone number", "abc", "Hi")]
    [InlineData("the text is empty", "12345", "")]
    [InlineData("there is no modem 'third'; there are: first, second", "12345", "Hi", "--modem", "third")]
    [InlineData("--expires is in the past", "12345", "Hi", "--expires", "2020-01-01")]
    [InlineData("--expires must be later than --not-before", "12345", "Hi", "--expires", "1h", "--not-before", "2h")]
    public async Task What_cannot_be_sent_is_refused_and_nothing_is_queued(string reason, params string[] arguments)
    {
        var outcome = await RunAsync(["send", .. arguments, "-c", Configure()]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "store.db")));
    }

    [Fact]
    public async Task Text_of_40000_characters_on_standard_input_is_refused()
    {
        var outcome = await ProgramRun.ToEndAsync(Folder, ["send", "12345", "-", "-c", Configure()], new string('x', 40_000));

        Assert.Equal(1, outcome.Code);
        Assert.Contains("a message has at most 255", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_on_standard_input_loses_only_its_last_line_end()
    {
        var file = Configure();

        var outcome = await ProgramRun.ToEndAsync(Folder, ["send", "12345", "-", "--json", "-c", file], "a\n\nb\n");

        Assert.Equal("a\n\nb", JsonDocument.Parse(outcome.Output).RootElement.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Text_that_looks_like_a_response_file_is_a_text()
    {
        var outcome = await RunAsync("send", "12345", "@test.conf", "--json", "-c", Configure());

        Assert.Equal("@test.conf", JsonDocument.Parse(outcome.Output).RootElement.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Same_key_never_queues_twice()
    {
        var file = Configure();

        await RunAsync("send", "12345", "Hi", "--key", "k", "-c", file);
        var replayed = await RunAsync("send", "12345", "Hi", "--key", "k", "-c", file);
        var other = await RunAsync("send", "12345", "Ho", "--key", "k", "-c", file);

        Assert.Equal("message 1: queued before with this key\n", replayed.Output);
        Assert.Equal(1, other.Code);
        Assert.Contains("was used for another message", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_in_vain_ends_with_the_time_limit()
    {
        var outcome = await RunAsync("send", "12345", "Hi", "--wait", "--timeout", "200ms", "-c", Configure());

        Assert.Equal(1, outcome.Code);
        Assert.Contains("message 1 is queued: not sent within", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_fit_80_columns_and_strangers_do_not_steer_the_terminal()
    {
        var file = Configure();
        var text = "\u001b[31mred\nand so long that it does not fit into the line in which it is shown by any means";
        await RunAsync("send", "+15551234567", text, "-c", file);

        var outcome = await RunAsync("messages", "-c", file);

        Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.Contains("…", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_without_service_says_so()
    {
        var outcome = await RunAsync("status", "-c", Configure("modem-actors.api.urls = \"http://127.0.0.1:1\""));

        Assert.Equal(0, outcome.Code);
        Assert.Contains("seems down: nothing answers at http://127.0.0.1:1", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimate_names_what_forces_ucs2()
    {
        var outcome = await RunAsync("estimate", "Grüße 👍", "--json");

        var estimate = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("ucs2", estimate.GetProperty("encoding").GetString());
        Assert.Equal("👍", Assert.Single(estimate.GetProperty("forced_ucs2").EnumerateArray().ToList()).GetString());
    }
}
