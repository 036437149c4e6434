using ModemActors.Service.Configuration;
using ModemActors.Service.Verbs;
using ModemActors.Storage;

namespace ModemActors.Service.Watching;

/// <summary>What there is to see at one moment. It is read from the store, so that one can watch while the service is down too.</summary>
/// <param name="Service">How the service is, in words.</param>
/// <param name="Modems">Those that need a look first.</param>
/// <param name="Messages">The newest, newest first.</param>
/// <param name="Thread">The conversation that is open, oldest first; null = none is.</param>
internal sealed record WatchPicture(
    DateTimeOffset Now,
    string Node,
    string Service,
    StoreStatistics Statistics,
    StoreActivity Activity,
    IReadOnlyList<ModemSnapshot> Modems,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<Message>? Thread)
{
    private const int Newest = 100;
    private const int LongestThread = 200;

    public static async Task<WatchPicture> TakeAsync(
        IMessageStore store, ServiceConfiguration configuration, string? conversation, CancellationToken cancellation)
    {
        using var client = ServiceClient.For(configuration);
        var isUp = client is null ? Task.FromResult(false) : client.IsUpAsync(cancellation);
        return new WatchPicture(
            TimeProvider.System.GetUtcNow(),
            configuration.Settings.Node,
            client is null ? "HTTP is off" : await isUp.ConfigureAwait(false) ? $"up at {client.Url}" : "DOWN",
            await store.GetStatisticsAsync().ConfigureAwait(false),
            await store.GetActivityAsync().ConfigureAwait(false),
            [.. (await store.ListModemsAsync().ConfigureAwait(false)).OrderBy(modem => modem.State == "ready")],
            (await store.ListAsync(new MessageQuery { Limit = Newest }).ConfigureAwait(false)).Messages,
            conversation is null ? null : await store.ListConversationAsync(conversation, LongestThread).ConfigureAwait(false));
    }
}
