namespace ModemActors.Storage.Tests;

public sealed class EnqueueSpecs : StoreSpecs
{
    [Fact]
    public async Task Queued_message_is_read_back_as_it_was_returned()
    {
        var result = await Store.EnqueueAsync(new NewMessage
        {
            PhoneNumber = Number,
            Content = "Grüße €5 😀",
            Modem = "m1",
            Priority = -3,
            NotBefore = Now.AddMinutes(1).AddMilliseconds(250),
            ExpiresAt = Now.AddHours(1),
            Flash = true,
            DeliveryReport = true,
            AllowDuplicate = true,
            IdempotencyKey = "k",
        });

        Assert.False(result.Replayed);
        Assert.Equal(await Store.GetAsync(result.Message.Id), result.Message);
        Assert.Equal("2026-03-01 12:00:00", Sql("SELECT timestamp FROM messages"));
        Assert.Equal("queued", Assert.Single(await Store.GetTimelineAsync(result.Message.Id)).Status);
    }

    [Fact]
    public async Task Same_idempotency_key_gives_the_same_message_or_a_conflict()
    {
        var request = new NewMessage { PhoneNumber = Number, Content = "Hello", IdempotencyKey = "key" };
        var first = await Store.EnqueueAsync(request);
        var again = await Store.EnqueueAsync(request);
        var other = await Store.EnqueueAsync(request with { Content = "Other" });

        Assert.Equal((true, false, first.Message.Id), (again.Replayed, again.Conflict, again.Message.Id));
        Assert.Equal((false, true, first.Message.Id), (other.Replayed, other.Conflict, other.Message.Id));
        Assert.Equal(1L, Sql("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Same_idempotency_key_from_many_callers_at_once_queues_once()
    {
        var request = new NewMessage { PhoneNumber = Number, Content = "Hello", IdempotencyKey = "key" };
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Store.EnqueueAsync(request)));

        Assert.Single(results, result => !result.Replayed);
        Assert.Single(results.Select(result => result.Message.Id).Distinct());
    }

    [Theory]
    [InlineData("", "x", "phone_number is empty")]
    [InlineData("not a number", "x", "phone_number \"not a number\" is none")]
    [InlineData(Number, "", "content is empty")]
    public async Task Message_that_cannot_be_sent_is_refused(string number, string content, string reason)
    {
        var error =
            await Assert.ThrowsAsync<ArgumentException>(() =>
            Store.EnqueueAsync(new NewMessage { PhoneNumber = number, Content = content }));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_40000_characters_is_refused()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => QueueAsync(new string('x', 40_000)));
        Assert.Contains("content is too long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_write_takes_no_other_of_its_commit_with_it()
    {
        var good = Enumerable.Range(0, 100).Select(i => QueueAsync($"text {i}")).ToList();
        var bad = Store.RecordAsync(new PartSent(999, 1, null));
        good.AddRange(Enumerable.Range(100, 100).Select(i => QueueAsync($"text {i}")));

        await Assert.ThrowsAsync<StoreConflictException>(() => bad);
        await Task.WhenAll(good);
        Assert.Equal(200L, Sql("SELECT count(*) FROM messages WHERE status = 'queued'"));
    }
}
