using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Service.Upkeep;

/// <summary>Puts a sample of every modem on record each minute, all in one transaction, and deletes what is older than it need
/// be.</summary>
internal sealed class Sampling(
    IMessageStore store, IRequiredActor<Fleet> fleet, Retention retention, TimeProvider time, ILogger<Sampling> log) : BackgroundService
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(20);

    /// <summary>Old things are looked for once an hour.</summary>
    private const int MinutesBetweenCleanups = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var modems = await fleet.GetAsync(stoppingToken).ConfigureAwait(false);
        for (var minute = 1; ; minute++)
        {
            var now = time.GetUtcNow();
            var next = new DateTimeOffset((now.UtcTicks / s_minute.Ticks + 1) * s_minute.Ticks, TimeSpan.Zero);
            await Task.Delay(next - now, time, stoppingToken).ConfigureAwait(false);
            await SampleAsync(modems, next, stoppingToken).ConfigureAwait(false);
            if (minute % MinutesBetweenCleanups == 1)
                await CleanUpAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task SampleAsync(IActorRef modems, DateTimeOffset at, CancellationToken cancellation)
    {
        try
        {
            var list = await modems.Ask<ModemList>(ListModems.Instance, s_answer, cancellation).ConfigureAwait(false);
            await store.Upkeep.SaveSamplesAsync([.. list.Modems.Select(modem => SampleOf(modem, at))]).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is AskTimeoutException or StoreException)
        {
            log.LogWarning("The modems' samples of this minute are missing: {Reason}", cause.Message);
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellation)
    {
        try
        {
            var removed = await store.Upkeep.RemoveOldAsync(retention, cancellation).ConfigureAwait(false);
            if (removed.Messages + removed.Quarantined > 0)
                log.LogInformation(
                    "Retention: {Messages} messages and {Quarantined} quarantined PDUs were older than {Age} and are deleted",
                        removed.Messages,
                    removed.Quarantined, retention.Messages);
        }
        catch (StoreException cause)
        {
            log.LogWarning("Old messages and samples could not be deleted: {Reason}", cause.Message);
        }
    }

    private static ModemSample SampleOf(ModemStatus modem, DateTimeOffset at) => new(
        modem.Modem, at, modem.State.ToString().ToLowerInvariant(), modem.SignalDbm, modem.Registration?.ToLowerInvariant(),
            modem.StorageUsed,
        modem.StorageTotal);
}
