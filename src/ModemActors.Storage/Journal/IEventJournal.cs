namespace ModemActors.Storage.Journal;

/// <summary>
/// What happened, in order, and who has yet to get it. Messages' events write themselves, in the transaction of what they tell, whoever makes it. Members may
/// be called from any thread; a task that ends well means: committed and on the disk.
/// </summary>
public interface IEventJournal
{
    /// <summary>What it holds.</summary>
    Task<JournalState> GetStateAsync();

    /// <summary>The events behind a place, in order, 1 to 1,000 of them at most.</summary>
    Task<JournalPage> ReadAsync(long after, int limit);

    /// <summary>What kinds of events came since a place.</summary>
    Task<JournalGrowth> LookAsync(long after);

    /// <summary>Adds events that are no message's.</summary>
    Task AppendAsync(IReadOnlyList<NewEvent> events);

    /// <summary>Calls <paramref name="appended"/> on a pool thread after events were added, by whomever. Dispose to end it.</summary>
    IDisposable OnAppended(Action appended);

    /// <summary>Makes the configuration's receivers known, each with its queue: a new one gets what happens since this store was opened. One that the
    /// configuration names no more is <see cref="EndpointState.Removed"/>; if it comes back, it goes on where it was.</summary>
    Task<IReadOnlyList<EndpointRecord>> RegisterAsync(IReadOnlyList<EndpointDefinition> endpoints);

    /// <summary>Every receiver on record, by name.</summary>
    Task<IReadOnlyList<EndpointRecord>> ListEndpointsAsync();

    /// <summary>Switches a receiver on or off. False: there is none of this name.</summary>
    Task<bool> SetEndpointStateAsync(string endpoint, EndpointState state, string? reason);

    /// <summary>Puts what came since its position into a receiver's queue, 1,000 events at most, and moves the position on.</summary>
    /// <param name="endpoint">The receiver's name.</param>
    /// <param name="wants">Whether it wants a type.</param>
    Task<Enrolment> EnrolAsync(string endpoint, Func<string, bool> wants);

    /// <summary>Moves a receiver's position on without putting anything into its queue; never back.</summary>
    Task AdvanceAsync(string endpoint, long position);

    /// <summary>What is due at a receiver, except what is under way, in the order of the journal.</summary>
    /// <param name="endpoint">The receiver's name.</param>
    /// <param name="now">The time.</param>
    /// <param name="underWay">Keys of the deliveries that are under way.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="newFirst">What was never tried goes before what failed, however old that is.</param>
    Task<DueDeliveries> ListDueAsync(string endpoint, DateTimeOffset now, IReadOnlyCollection<long> underWay, int limit, bool newFirst = false);

    /// <summary>How many events of a type wait for a receiver.</summary>
    Task<long> CountPendingAsync(string endpoint, string type);

    /// <summary>Puts the end of an attempt on record.</summary>
    Task RecordAttemptAsync(DeliveryAttempt attempt);

    /// <summary>Makes due now what waits for a receiver because it could not be reached.</summary>
    Task<int> HastenAsync(string endpoint, DateTimeOffset now);

    /// <summary>Deliveries, newest first.</summary>
    Task<IReadOnlyList<DeliveryRecord>> ListDeliveriesAsync(DeliveryQuery query);

    /// <summary>Puts deliveries that are done or dead into the queue again, with all attempts before them; those whose event is gone are left alone.</summary>
    /// <param name="endpoint">Only of this receiver; null = of any.</param>
    /// <param name="ids">These; null = every dead one.</param>
    /// <returns>How many.</returns>
    Task<int> RedeliverAsync(string? endpoint, IReadOnlyList<long>? ids);

    /// <summary>Forgets a stretch of what is old: events before <paramref name="before"/> that no active receiver has to get yet, deliveries that were done
    /// before it, and dead ones before <paramref name="deadBefore"/>.</summary>
    /// <returns>Whether there is more to forget.</returns>
    Task<bool> PurgeAsync(DateTimeOffset before, DateTimeOffset deadBefore);
}
