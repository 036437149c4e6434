using Akka.Actor;
using ModemActors.Messages;
using ModemActors.Outbox;
using ModemActors.Storage;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Outbox;

/// <summary>The dispatcher with outboxes that only remember what they were given.</summary>
public sealed class DispatcherSpecs : StoreKit
{
    private const string Two = "modems = [ { id = a, port = simulator }, { id = b, port = simulator } ]";
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);
    private IActorRef _dispatcher = ActorRefs.Nobody;

    [Fact]
    public void Nothing_is_claimed_until_a_modem_asks()
    {
        Begin();
        var id = Queue();
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Assert.Equal(MessageStatus.Queued, Message(id).Status);

        var outbox = Idle("a");

        Assert.Equal(id, Assert.Single(WorkOf(outbox)).Message.Id);
        Assert.Equal(MessageStatus.Sending, Message(id).Status);
    }

    [Fact]
    public void A_modem_gets_one_message_each_time_it_asks()
    {
        Begin();
        var ids = Enumerable.Range(0, 3).Select(number => Queue($"text {number}")).ToArray();
        var outbox = Idle("a");
        Assert.Single(WorkOf(outbox));

        _dispatcher.Tell(new DispatcherProtocol.ModemIdle("a"), outbox.Ref);
        Calm();

        Assert.Equal(ids.Take(2), WorkOf(outbox).Select(claim => claim.Message.Id));
    }

    [Fact]
    public void What_another_process_queues_is_handed_out_when_the_store_tells()
    {
        Begin();
        var outbox = Idle("a");
        Queue();
        Pass(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        Assert.Empty(WorkOf(outbox));

        Store.ForeignChange();
        Calm();

        Assert.Single(WorkOf(outbox));
    }

    [Fact]
    public void What_is_for_later_is_handed_out_then_without_being_told()
    {
        Begin();
        var outbox = Idle("a");
        Queue(but: message => message with { NotBefore = Clock.GetUtcNow().AddMinutes(10) });
        Store.ForeignChange();

        var waited = Until(() => WorkOf(outbox).Count == 1, TimeSpan.FromMinutes(11), TimeSpan.FromSeconds(1));

        Assert.InRange(waited, TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(10.1));
    }

    [Fact]
    public void Routing_decides_which_modem_gets_it()
    {
        Begin(Two + """

            routing { rules = [ { prefix = "+94", modems = [b] } ] }
            """);
        var a = Idle("a");
        Queue(to: "+94771234567");
        Store.ForeignChange();
        Pass(s_soon);
        Assert.Empty(WorkOf(a));

        Assert.Single(WorkOf(Idle("b")));
    }

    [Fact]
    public void What_was_handed_out_and_not_taken_goes_to_another_when_the_outbox_is_gone()
    {
        Begin(Two);
        var id = Queue();
        var a = Idle("a");
        Assert.Single(WorkOf(a));

        Sys.Stop(a.Ref);
        Until(() => Message(id).Status == MessageStatus.Queued, s_soon);

        Assert.Equal((id, 1), WorkOf(Idle("b")).Select(claim => (claim.Message.Id, claim.Message.Attempts)).Single());
    }

    [Fact]
    public void What_was_taken_is_the_outboxs_own_even_when_it_is_gone()
    {
        Begin(Two);
        var id = Queue();
        var a = Idle("a");
        _dispatcher.Tell(new DispatcherProtocol.WorkTaken(id), a.Ref);
        Calm();

        Sys.Stop(a.Ref);
        Pass(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));

        Assert.Equal(MessageStatus.Sending, Message(id).Status);
        Assert.Empty(WorkOf(Idle("b")));
    }

    [Fact]
    public void A_dispatcher_that_breaks_down_still_gives_back_what_it_handed_out_before()
    {
        Begin(Two);
        var id = Queue();
        var a = Idle("a");

        Break();
        Sys.Stop(a.Ref);

        Until(() => Message(id).Status == MessageStatus.Queued, s_soon);
        Assert.Single(WorkOf(Idle("b")));
    }

    [Fact]
    public void A_dispatcher_that_breaks_down_serves_those_who_ask_again()
    {
        Begin();
        var outbox = Idle("a");

        Break();
        _dispatcher.Tell(new DispatcherProtocol.ModemIdle("a"), outbox.Ref);
        Wait(_dispatcher.Ask<SmsQueued>(new SendSms("+15551234567", "Hi")));
        Calm();

        Assert.Single(WorkOf(outbox));
    }

    [Fact]
    public void What_a_dead_outbox_left_is_tried_until_the_store_takes_it()
    {
        Begin();
        var id = Queue();
        var outbox = Idle("a");
        _dispatcher.Tell(new DispatcherProtocol.WorkTaken(id), outbox.Ref);
        Store.Fails = call => call == nameof(IMessageStore.RecordAsync) ? new StoreException("the disk is full") : null;

        _dispatcher.Tell(new DispatcherProtocol.LeftUnrecorded([new Released(id, "it died")]));
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Break();
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Equal(MessageStatus.Sending, Message(id).Status);

        Store.Fails = _ => null;
        Until(() => Message(id).Status == MessageStatus.Queued, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_store_that_fails_is_asked_again()
    {
        Begin();
        Store.Fails = call => call == nameof(IMessageStore.ClaimAsync) ? new StoreException("the disk is full") : null;
        var outbox = Idle("a");
        Queue();
        Store.ForeignChange();
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Empty(WorkOf(outbox));

        Store.Fails = _ => null;
        Until(() => WorkOf(outbox).Count == 1, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Nothing_is_handed_out_before_what_the_dead_left_is_known()
    {
        Store.Fails = call => call == nameof(IMessageStore.RecoverAsync) ? new StoreException("the disk is full") : null;
        Begin();
        Queue();
        var outbox = Idle("a");
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Empty(WorkOf(outbox));

        Store.Fails = _ => null;
        Until(() => WorkOf(outbox).Count == 1, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Duplicates_overdue_and_unsendable_messages_are_announced_and_not_handed_out()
    {
        var heard = new Witness(Sys);
        Sys.EventStream.Subscribe(heard.Ref, typeof(IMessageEvent));
        Begin();
        var first = Queue("twice");
        var second = Queue("twice");
        var late = Queue("late", but: message => message with { ExpiresAt = Clock.GetUtcNow().AddSeconds(-1) });
        Sql("INSERT INTO messages (phone_number, content, status, direction) VALUES ('nobody', 'x', 'queued', 'outbound')");
        var outbox = Idle("a");
        for (var turn = 0; turn < 3; turn++)
        {
            _dispatcher.Tell(new DispatcherProtocol.ModemIdle("a"), outbox.Ref);
            Calm();
        }

        Until(() => heard.Heard<MessageFailed>().Count == 1, s_soon);

        Assert.Equal([first], WorkOf(outbox).Select(claim => claim.Message.Id));
        Assert.Equal(second, Assert.Single(heard.Heard<MessageDuplicate>()).MessageId);
        Assert.Equal(late, Assert.Single(heard.Heard<MessageExpired>()).MessageId);
    }

    [Theory]
    [InlineData("nobody", "Hi", SmsRefusal.PhoneNumber)]
    [InlineData("+15551234567", "", SmsRefusal.Content)]
    [InlineData("+15551234567", " \t\r\n", SmsRefusal.Content)]
    public void What_cannot_be_sent_is_refused_at_once(string number, string content, SmsRefusal refusal)
    {
        Begin();

        Assert.Equal(refusal, Wait(_dispatcher.Ask<SmsRefused>(new SendSms(number, content))).Reason);
    }

    private void Begin(string section = "")
    {
        _dispatcher = Start(Dispatcher.Create(Given.Settings(section.Length > 0 ? section : Given.OneModem), Store, Clock), "dispatcher");
        Calm();
    }

    /// <summary>A bug.</summary>
    private void Break()
    {
        Store.Throws = call => call == nameof(IMessageStore.ShowIncompleteAsync) ? new InvalidOperationException("a bug") : null;
        Until(() => Store.Thrown > 0, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        Store.Throws = _ => null;
        Calm();
    }

    private Witness Idle(string modem)
    {
        var outbox = new Witness(Sys);
        Watch(outbox.Ref);
        _dispatcher.Tell(new DispatcherProtocol.ModemIdle(modem), outbox.Ref);
        Calm();
        return outbox;
    }

    private static IReadOnlyList<Claim> WorkOf(Witness outbox) => [.. outbox.Heard<DispatcherProtocol.Work>().Select(work => work.Claim)];
}
