using Akka.Actor;
using ModemActors.Relay;
using ModemActors.Storage;
using ModemActors.Storage.Journal;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Relay;

/// <summary>The relay over a real store and receivers of the test's, in virtual time.</summary>
public abstract class RelayKit : StoreKit
{
    private readonly Dictionary<string, RecordingSender> _senders = [];

    internal IActorRef Relay { get; private set; } = ActorRefs.Nobody;

    internal IEventJournal Journal => Store.Journal;

    internal RecordingSender Sender(string name = "hook")
    {
        if (!_senders.TryGetValue(name, out var sender))
            _senders[name] = sender = new RecordingSender(Activity, Clock);
        return sender;
    }

    /// <summary>Starts the relay with one webhook, "hook", that gets inbound messages, unless told otherwise.</summary>
    internal void Begin(string handlers = "webhooks = [ { url = \"http://localhost/\", name = hook } ]", string rest = "")
    {
        var settings = Given.Settings($"handlers {{ {handlers} }}\n{rest}");
        foreach (var webhook in settings.Handlers.Webhooks)
            Sender(webhook.Name);
        Relay = Sys.ActorOf(EventRelay.Create(settings, Journal, Clock, name => Sender(name)), "relay");
        foreach (var name in settings.Handlers.Webhooks.Select(webhook => "/" + webhook.Name).Append("/~scribe").Append(""))
            Watch(Sys.ActorSelection("/user/relay" + name));
        Until(() => Wait(Journal.ListEndpointsAsync()).Count >= settings.Handlers.Webhooks.Count);
        Calm();
    }

    internal void End() => Assert.True(Wait(Relay.GracefulStop(TimeSpan.FromSeconds(20))));

    /// <summary>A message came in.</summary>
    internal void Receive(params string[] texts)
    {
        foreach (var text in texts)
        {
            var content = new InboundText("+1555", text, Clock.GetUtcNow());
            Wait(Store.AcceptAsync([new ReceivedPdu { Modem = "a", Sim = "sim", Hex = Guid.NewGuid().ToString("N"), Content = content }]));
        }

        Calm();
    }

    internal EndpointRecord Record(string name = "hook") => Wait(Journal.ListEndpointsAsync()).Single(record => record.Name == name);

    internal IReadOnlyList<DeliveryRecord> Deliveries() => Wait(Journal.ListDeliveriesAsync(new DeliveryQuery()));
}
