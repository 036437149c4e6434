using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Service.Configuration;

namespace ModemActors.Service.Running;

/// <summary>In the demo the first simulated modem greets the second, so that a newcomer sees a message going out and coming in.</summary>
internal sealed class DemoGreeting(
    ActorSystem system, IRequiredActor<Messages.Outbox> outbox, ServiceConfiguration configuration, ILogger<DemoGreeting> log)
        : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var narrator = system.ActorOf(DemoNarrator.Create(log), "demo-narrator");
        system.EventStream.Subscribe(narrator, typeof(MessageReceived));
        var actor = await outbox.GetAsync(stoppingToken).ConfigureAwait(false);
        var text = $"Hello from ModemActors at {TimeProvider.System.GetUtcNow():HH:mm:ss} UTC: ½ of 1 € is 50 ¢ 👍";
        var reply = await actor.Ask<object>(new SendSms(Simulators.NumberOf(2), text) { Modem = "demo1" }, stoppingToken)
            .ConfigureAwait(false);
        if (reply is SmsQueued queued)
            log.LogInformation(
                "Demo: message {Id} goes from demo1 to demo2 ({Number}): \"{Text}\"", queued.Id, new Personal(Simulators.NumberOf(2)), new Personal(text));
        else
            log.LogWarning("Demo: the greeting was refused: {Reply}", reply);
        log.LogInformation("Demo: send more from a second terminal in this directory: modemactors send {Number} \"Hi\" --wait",
            Simulators.NumberOf(1));
        if (configuration.Service.Urls is [var url, ..])
        {
            log.LogInformation(
                "Demo: or over HTTP: curl {Url}/send-sms -H 'Content-Type: application/json' -d '{Body}'", url.TrimEnd('/'),
                $$"""{"phone_number": "{{Simulators.NumberOf(2)}}", "message": "Hi"}""");
        }
    }
}

/// <summary>Tells what comes in. Supervised by the user guardian; in the demo only.</summary>
internal sealed class DemoNarrator : ReceiveActor
{
    public static Props Create(ILogger log) => Props.Create(() => new DemoNarrator(log));

    public DemoNarrator(ILogger log) => Receive<MessageReceived>(received => log.LogInformation(
        "Demo: message {Id} came in on {Modem} from {Number}: \"{Text}\"", received.MessageId, received.Modem,
        new Personal(received.PhoneNumber), new Personal(received.Content)));
}
