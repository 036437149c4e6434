using ModemActors.Storage.Journal;
using ModemActors.Tests.Harness;

namespace ModemActors.Tests.Relay;

/// <summary>A journal whose calls count as activity, and which fails when the test says so.</summary>
internal sealed class WatchedJournal(IEventJournal journal, Activity activity) : IEventJournal
{
    /// <summary>Called with the name of each call before it is done; an exception it returns is thrown in its stead.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    public Task<JournalState> GetStateAsync() => Do(nameof(GetStateAsync), journal.GetStateAsync);

    public Task<JournalPage> ReadAsync(long after, int limit) => Do(nameof(ReadAsync), () => journal.ReadAsync(after, limit));

    public Task<JournalGrowth> LookAsync(long after) => Do(nameof(LookAsync), () => journal.LookAsync(after));

    public Task AppendAsync(IReadOnlyList<NewEvent> events) => Do(nameof(AppendAsync), () => journal.AppendAsync(events));

    public IDisposable OnAppended(Action appended) => journal.OnAppended(() =>
    {
        appended();
        activity.Note();
    });

    public Task<IReadOnlyList<EndpointRecord>> RegisterAsync(IReadOnlyList<EndpointDefinition> endpoints) =>
        Do(nameof(RegisterAsync), () => journal.RegisterAsync(endpoints));

    public Task<IReadOnlyList<EndpointRecord>> ListEndpointsAsync() => Do(nameof(ListEndpointsAsync), journal.ListEndpointsAsync);

    public Task<bool> SetEndpointStateAsync(string endpoint, EndpointState state, string? reason) =>
        Do(nameof(SetEndpointStateAsync), () => journal.SetEndpointStateAsync(endpoint, state, reason));

    public Task<Enrolment> EnrolAsync(string endpoint, Func<string, bool> wants) => Do(nameof(EnrolAsync), () => journal.EnrolAsync(endpoint, wants));

    public Task AdvanceAsync(string endpoint, long position) => Do(nameof(AdvanceAsync), () => journal.AdvanceAsync(endpoint, position));

    public Task<DueDeliveries> ListDueAsync(string endpoint, DateTimeOffset now, IReadOnlyCollection<long> underWay, int limit, bool newFirst = false) =>
        Do(nameof(ListDueAsync), () => journal.ListDueAsync(endpoint, now, underWay, limit, newFirst));

    public Task<long> CountPendingAsync(string endpoint, string type) => Do(nameof(CountPendingAsync), () => journal.CountPendingAsync(endpoint, type));

    public Task RecordAttemptAsync(DeliveryAttempt attempt) => Do(nameof(RecordAttemptAsync), () => journal.RecordAttemptAsync(attempt));

    public Task<int> HastenAsync(string endpoint, DateTimeOffset now) => Do(nameof(HastenAsync), () => journal.HastenAsync(endpoint, now));

    public Task<IReadOnlyList<DeliveryRecord>> ListDeliveriesAsync(DeliveryQuery query) =>
        Do(nameof(ListDeliveriesAsync), () => journal.ListDeliveriesAsync(query));

    public Task<int> RedeliverAsync(string? endpoint, IReadOnlyList<long>? ids) => Do(nameof(RedeliverAsync), () => journal.RedeliverAsync(endpoint, ids));

    public Task<bool> PurgeAsync(DateTimeOffset before, DateTimeOffset deadBefore) => Do(nameof(PurgeAsync), () => journal.PurgeAsync(before, deadBefore));

    private Task<int> Do(string name, Func<Task> call) => Do(name, async () =>
    {
        await call();
        return 0;
    });

    private async Task<T> Do<T>(string name, Func<Task<T>> call)
    {
        activity.Begin();
        try
        {
            if (Fails(name) is { } failure)
                throw failure;
            return await call();
        }
        finally
        {
            activity.End();
        }
    }
}
