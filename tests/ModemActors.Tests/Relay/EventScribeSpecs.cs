using ModemActors.Messages;
using ModemActors.Relay;
using ModemActors.Storage;
using ModemActors.Storage.Journal;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Relay;

public sealed class EventScribeSpecs : StoreKit
{
    [Fact]
    public void What_happens_to_modems_is_written_and_messages_and_statuses_are_not()
    {
        Begin();

        Sys.EventStream.Publish(new ModemStatusChanged(new ModemStatus { Modem = "a", Port = "p" }));
        Sys.EventStream.Publish(new MessageSent(1, "a", 1));
        Sys.EventStream.Publish(new ModemRecovered("a", "reopen", TimeSpan.FromSeconds(3)));
        Sys.EventStream.Publish(new CallMissed("b", "+1555", TimeSpan.FromSeconds(20)));
        Until(() => Events().Count == 2);

        Assert.Equal([("modem.recovered", "a"), ("call.missed", "b")], Events().Select(happened => (happened.Type, happened.Modem)));
        Assert.Equal("""{"modem":"b","phone_number":"+1555","rang":20}""", Events()[1].Data);
        Assert.Equal(Clock.GetUtcNow(), Events()[1].At);
    }

    [Fact]
    public void Store_that_fails_for_a_while_loses_nothing_and_keeps_the_order()
    {
        var sick = true;
        Store.WatchedJournal.Fails = name => sick && name == nameof(IEventJournal.AppendAsync) ? new StoreException("disk full") : null;
        Begin();
        foreach (var number in Enumerable.Range(0, 5))
            Sys.EventStream.Publish(new ModemDrifted("a", [$"{number}"]));
        Pass(TimeSpan.FromSeconds(10));
        Assert.Empty(Events());

        sick = false;
        Until(() => Events().Count == 5, TimeSpan.FromSeconds(3));

        Assert.Equal(Enumerable.Range(0, 5).Select(number => $$"""{"modem":"a","drift":["{{number}}"]}"""), Events().Select(happened => happened.Data));
    }

    private void Begin()
    {
        Start(EventScribe.Create(Store.Journal, Clock));
        Calm();
    }

    private IReadOnlyList<JournalEvent> Events() => Wait(Store.Journal.ReadAsync(0, 100)).Events;
}
