using ModemActors.Scenarios.Harness;

namespace ModemActors.Scenarios;

/// <summary>What a script puts into the store goes on air and arrives as it was written.</summary>
public sealed class SendingScenarios
{
    public static TheoryData<string, int> Texts => new()
    {
        { "Hello", 1 },
        { "10 € für Müller & Søn [x] {y} ~ ^ | \\", 1 },
        { "مرحبا بالعالم", 1 },
        { "Привет 👋🏽 – 你好", 1 },
        { new string('a', 160), 1 },
        { new string('a', 159) + "€", 2 },
        { string.Concat(Enumerable.Repeat("ab😀", 60)), 4 },
        { string.Concat(Enumerable.Range(1, 300).Select(number => $"{number}. line of a long text\n")), 49 },
    };

    [Fact]
    public async Task Rows_inserted_by_a_script_go_on_air_and_arrive_as_written()
    {
        await using var bench = await Bench.StartAsync(2, TimeSpan.FromMilliseconds(5), options: options => options with { StorageSize = 100 });
        var texts = Texts.Select(row => (Text: (string)row[0], Parts: (int)row[1])).ToArray();

        var ids = texts.Select(text => bench.Store.Queue(Bench.Number(2), text.Text)).ToArray();

        foreach (var id in ids)
            await bench.StatusBecomes(id, "sent");
        await Eventually.True(
            "every text arrives", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE direction = 'inbound'") == texts.Length, () => bench.Service.Output);
        var received = bench.Store.Rows("SELECT content FROM messages WHERE direction = 'inbound'").Select(row => (string)row[0]!);
        Assert.Equal(texts.Select(text => text.Text).Order(), received.Order());
        Assert.Equal(texts.Sum(text => text.Parts), bench.OnAir.Count);
        foreach (var (id, text) in ids.Zip(texts))
            Assert.Equal(text.Parts, bench.Store.Scalar<int>("SELECT count(*) FROM message_parts WHERE message_id = $id AND state = 'sent'", ("$id", id)));
    }

    [Fact]
    public async Task Eight_modems_share_the_work_evenly_and_send_everything_once()
    {
        await using var bench = await Bench.StartAsync(8, TimeSpan.FromMilliseconds(100));
        var texts = Enumerable.Range(1, 160).Select(number => $"message {number}").ToArray();

        foreach (var text in texts)
            bench.Store.Queue("+4915550100", text);

        await Eventually.True(
            "all are sent", () => bench.Store.Scalar<int>("SELECT count(*) FROM messages WHERE status = 'sent'") == texts.Length, () => bench.Service.Output);
        Assert.Equal(texts.Order(), bench.OnAir.Select(message => message.Text!).Order());
        var shares = bench.OnAir.GroupBy(message => message.Modem).Select(group => group.Count()).ToArray();
        Assert.Equal(8, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, 10, 30));
    }

    [Fact]
    public async Task The_same_text_to_the_same_number_a_moment_later_is_a_duplicate_and_not_sent()
    {
        await using var bench = await Bench.StartAsync(1);

        var first = bench.Store.Queue("+4915550100", "twice");
        await bench.StatusBecomes(first, "sent");
        var second = bench.Store.Queue("+4915550100", "twice");

        await bench.StatusBecomes(second, "duplicate");
        Assert.Single(bench.OnAir);
        await Eventually.True("the log says so", () => bench.Service.Output.Contains("Duplicate message detected", StringComparison.Ordinal));
    }
}
