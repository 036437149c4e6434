using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>Everything that the overview shows, taken at one moment.</summary>
/// <param name="Modems">Sick ones first, then in the order of the configuration; null = the actors do not answer.</param>
/// <param name="Names">Contacts' names by number.</param>
/// <param name="Failed">How many failed in the last 24 hours, up to 100.</param>
internal sealed record NodePicture(
    DateTimeOffset Now,
    IReadOnlyList<ModemPanel>? Modems,
    StoreStatistics Statistics,
    StoreActivity Activity,
    IReadOnlyList<Message> Newest,
    IReadOnlyDictionary<string, string> Names,
    int Failed,
    int Quarantined)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public long Queued => Statistics.Count(MessageDirection.Outbound, MessageStatus.Queued);

    public long Unread => Statistics.Count(MessageDirection.Inbound, MessageStatus.Unread);

    public long Indeterminate => Statistics.Count(MessageDirection.Outbound, MessageStatus.Indeterminate);

    public static async Task<NodePicture> TakeAsync(HttpContext context, int newest)
    {
        var store = context.RequestServices.GetRequiredService<IMessageStore>();
        var now = TimeProvider.System.GetUtcNow();
        var activity = await store.GetActivityAsync().ConfigureAwait(false);
        var quarantine = await store.ListQuarantineAsync(100).ConfigureAwait(false);
        return new NodePicture(
            now,
            await ModemsAsync(context, activity).ConfigureAwait(false),
            await store.GetStatisticsAsync().ConfigureAwait(false),
            activity,
            (await store.ListAsync(new MessageQuery { Limit = newest }).ConfigureAwait(false)).Messages,
            await NamesAsync(store).ConfigureAwait(false),
            (await store.ListAsync(new MessageQuery { Status = "failed", Since = now - s_day, Limit = 100 }).ConfigureAwait(false)).Messages.Count,
            quarantine.Count(pdu => pdu.ReceivedAt > now - s_day));
    }

    /// <summary>Contacts' names by number, of the newest conversations.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(IMessageStore store) =>
        (await store.ListConversationsAsync(limit: 100).ConfigureAwait(false))
            .Where(conversation => conversation.Name is not null)
            .ToDictionary(conversation => conversation.PhoneNumber, conversation => conversation.Name!);

    /// <summary>The modems; null if the actors are not up, or hang.</summary>
    public static async Task<IReadOnlyList<ModemPanel>?> ModemsAsync(HttpContext context, StoreActivity activity)
    {
        if (!context.RequestServices.GetRequiredService<IReadOnlyActorRegistry>().TryGet<Fleet>(out var fleet))
            return null;
        try
        {
            var list = await fleet.Ask<ModemList>(ListModems.Instance, s_patience, context.RequestAborted).ConfigureAwait(false);
            var samples = await context.RequestServices.GetRequiredService<SignalHistory>().ReadAsync().ConfigureAwait(false);
            var now = TimeProvider.System.GetUtcNow();
            return [.. list.Modems.Select(status => ModemPanel.Of(status, activity.Modems.GetValueOrDefault(status.Modem), [.. samples[status.Modem]], now))
                .OrderBy(modem => modem.Tone switch { Markup.Tone.Bad => 0, Markup.Tone.Warning => 1, Markup.Tone.Busy => 2, Markup.Tone.Idle => 3, _ => 4 })];
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
