using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Service.Operations;

/// <summary>
/// Tells the service manager how we are: that the start is done, every few seconds a line with the modems and the queue, and a sign of
/// life, but only after
/// the actors and the store have answered just now. A sick modem or a full disk is no reason to be started again; not answering is.
/// </summary>
internal sealed class SignsOfLife(
    ServiceNotification manager, IMessageStore store, IRequiredActor<Fleet> fleet, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<SignsOfLife> log) : BackgroundService
{
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!manager.IsWanted)
            return;
        using var stopping = lifetime.ApplicationStopping.Register(manager.Stopping);
        var interval = manager.Watchdog is { } watchdog && watchdog / 2 < s_usual ? watchdog / 2 : s_usual;
        var isFirst = true;
        while (true)
        {
            if (await LookAsync(interval, stoppingToken).ConfigureAwait(false) is { } status)
            {
                if (isFirst)
                    manager.Ready(status);
                else
                    manager.Status(status);
                manager.Alive();
                isFirst = false;
            }

            await Task.Delay(isFirst ? TimeSpan.FromMilliseconds(100) : interval, time, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null: somebody did not answer.</summary>
    private async Task<string?> LookAsync(TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var actor = await fleet.GetAsync(cancellation).WaitAsync(patience, time, cancellation).ConfigureAwait(false);
            var modems = await actor.Ask<ModemList>(ListModems.Instance, patience, cancellation).ConfigureAwait(false);
            var health = await store.CheckAsync().WaitAsync(patience, time, cancellation).ConfigureAwait(false);
            var waiting = health.Healthy
                ? (await store.GetStatisticsAsync().WaitAsync(patience, time, cancellation).ConfigureAwait(false))
                    .Count(MessageDirection.Outbound, MessageStatus.Queued)
                : 0;
            return InWords(modems.Modems, health, waiting);
        }
        catch (Exception cause) when (cause is AskTimeoutException or TimeoutException or StoreException)
        {
            log.LogWarning("No sign of life to the service manager: {Reason}", cause.Message);
            return null;
        }
    }

    private static string InWords(IReadOnlyList<ModemStatus> modems, StoreHealth health, long waiting)
    {
        var ready = modems.Count(modem => modem.State == ModemState.Ready);
        var sick = modems.Where(modem => modem.State != ModemState.Ready).Select(modem => modem.Modem).Take(5).ToList();
        var unready = sick.Count > 0 ? $" (not {string.Join(", ", sick)})" : "";
        return $"{ready} of {modems.Count} modems ready{unready}, {waiting} messages waiting{(health.Healthy ? "" : $"; {health.Problem}")}";
    }
}
