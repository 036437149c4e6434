using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;

namespace ModemActors.Service.Running;

/// <summary>In the demo the first simulated modem greets the second, so that a newcomer sees a message going out and coming in.</summary>
internal sealed class DemoGreeting(IRequiredActor<Messages.Outbox> outbox, ILogger<DemoGreeting> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var actor = await outbox.GetAsync(stoppingToken).ConfigureAwait(false);
        var text = $"Hello from ModemActors at {TimeProvider.System.GetUtcNow():HH:mm:ss} UTC: ½ of 1 € is 50 ¢ 👍";
        var reply = await actor.Ask<object>(new SendSms(Simulators.NumberOf(2), text) { Modem = "demo1", AllowDuplicate = true }, stoppingToken).ConfigureAwait(false);
        log.LogInformation("Demo: queued \"{Text}\" from demo1 to demo2 ({Reply})", text, reply);
    }
}
