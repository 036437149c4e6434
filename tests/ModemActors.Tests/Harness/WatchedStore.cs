using ModemActors.Storage;
using ModemActors.Storage.Journal;
using ModemActors.Tests.Relay;

namespace ModemActors.Tests.Harness;

/// <summary>A store whose calls count as activity and are on record, and which fails when the test says so.</summary>
internal sealed class WatchedStore(IMessageStore store, Activity activity) : IMessageStore
{
    private readonly Lock _lock = new();
    private readonly List<OutboundStep> _steps = [];
    private Action? _foreignChange;

    public WatchedJournal WatchedJournal { get; } = new(store.Journal, activity);

    public IEventJournal Journal => WatchedJournal;

    /// <summary>Called with the name of each call before it is done; an exception it returns is thrown in its stead.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    /// <summary>As <see cref="Fails"/>, but thrown at the caller, as a bug is.</summary>
    public Func<string, Exception?> Throws { get; set; } = _ => null;

    /// <summary>How often it was.</summary>
    public int Thrown { get; private set; }

    /// <summary>Messages that the store cannot digest.</summary>
    public Func<ReceivedPdu, bool> Chokes { get; set; } = _ => false;

    /// <summary>Steps that were put on record, in order.</summary>
    public IReadOnlyList<OutboundStep> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    public IStoreUpkeep Upkeep => store.Upkeep;

    /// <summary>Waited for before each step is put on record.</summary>
    public Func<OutboundStep, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>As if another process had written.</summary>
    public void ForeignChange() => _foreignChange?.Invoke();

    public Task<EnqueueResult> EnqueueAsync(NewMessage message) => Do(nameof(EnqueueAsync), () => store.EnqueueAsync(message));

    public Task<ClaimResult> ClaimAsync(ClaimRequest request) => Do(nameof(ClaimAsync), () => store.ClaimAsync(request));

    public Task<Message> RecordAsync(OutboundStep step) => Do(nameof(RecordAsync), async () =>
    {
        await Before(step);
        var message = await store.RecordAsync(step);
        lock (_lock)
            _steps.Add(step);
        return message;
    });

    public Task<IReadOnlyList<Message>> RecoverAsync(bool resendIndeterminate) => Do(nameof(RecoverAsync), () => store.RecoverAsync(resendIndeterminate));

    public Task<IReadOnlyList<Message>> SettleAsync(LateAnswer answer) => Do(nameof(SettleAsync), () => store.SettleAsync(answer));

    public Task<IReadOnlyList<MessagePart>> ListStoredPartsAsync(string modem) => Do(nameof(ListStoredPartsAsync), () => store.ListStoredPartsAsync(modem));

    public Task SlotFreedAsync(MessagePart part) => Do(nameof(SlotFreedAsync), () => store.SlotFreedAsync(part));

    public Task<IReadOnlyList<DateTimeOffset>> ListSentAsync(string modem, DateTimeOffset since, string? sim = null) => Do(nameof(ListSentAsync), () => store.ListSentAsync(modem, since, sim));

    public Task<ReportOutcome> RecordReportAsync(DeliveryReport report) => Do(nameof(RecordReportAsync), () => store.RecordReportAsync(report));

    public Task<IReadOnlyList<TransitionOutcome>> MarkReadAsync(IReadOnlyList<long> ids) => Do(nameof(MarkReadAsync), () => store.MarkReadAsync(ids));

    public Task<IReadOnlyList<TransitionOutcome>> RetryAsync(IReadOnlyList<long> ids) => Do(nameof(RetryAsync), () => store.RetryAsync(ids));

    public Task<IReadOnlyList<TransitionOutcome>> RetryAllFailedAsync() => Do(nameof(RetryAllFailedAsync), () => store.RetryAllFailedAsync());

    public Task<IReadOnlyList<TransitionOutcome>> CancelAsync(IReadOnlyList<long> ids) => Do(nameof(CancelAsync), () => store.CancelAsync(ids));

    public Task<TransitionOutcome> ResolveAsync(long id, bool sent) => Do(nameof(ResolveAsync), () => store.ResolveAsync(id, sent));

    public Task<IReadOnlyList<InboundReceipt>> AcceptAsync(IReadOnlyList<ReceivedPdu> pdus) => Do(
        nameof(AcceptAsync),
        () => pdus.Any(Chokes) ? throw new ArgumentException("it cannot be digested", nameof(pdus)) : store.AcceptAsync(pdus));

    public Task ReconcileSlotsAsync(string sim, string storage, IReadOnlyList<(int Index, string Hex)> present) => Do(nameof(ReconcileSlotsAsync), () => store.ReconcileSlotsAsync(sim, storage, present));

    public Task<IReadOnlyList<SlotOnRecord>> ListSlotsAsync(string sim, SlotFilter filter) => Do(nameof(ListSlotsAsync), () => store.ListSlotsAsync(sim, filter));

    public Task SlotDeletedAsync(string sim, string storage, int index, string hex) => Do(nameof(SlotDeletedAsync), () => store.SlotDeletedAsync(sim, storage, index, hex));

    public Task<IReadOnlyList<Message>> ShowIncompleteAsync(TimeSpan olderThan) => Do(nameof(ShowIncompleteAsync), () => store.ShowIncompleteAsync(olderThan));

    public Task<Message?> GetAsync(long id) => Do(nameof(GetAsync), () => store.GetAsync(id));

    public Task<IReadOnlyList<MessagePart>> GetPartsAsync(long id) => Do(nameof(GetPartsAsync), () => store.GetPartsAsync(id));

    public Task<IReadOnlyList<MessageEvent>> GetTimelineAsync(long id) => Do(nameof(GetTimelineAsync), () => store.GetTimelineAsync(id));

    public Task<MessagePage> ListAsync(MessageQuery query) => Do(nameof(ListAsync), () => store.ListAsync(query));

    public Task<IReadOnlyList<Message>> ListConversationAsync(string phoneNumber, int limit = 50) => Do(nameof(ListConversationAsync), () => store.ListConversationAsync(phoneNumber, limit));

    public Task<IReadOnlyList<Conversation>> ListConversationsAsync(string? search = null, int limit = 50, ConversationMark? after = null) =>
        Do(nameof(ListConversationsAsync), () => store.ListConversationsAsync(search, limit, after));

    public Task<StoreActivity> GetActivityAsync(int minutes = 60) => Do(nameof(GetActivityAsync), () => store.GetActivityAsync(minutes));

    public Task<IReadOnlyList<QuarantinedPdu>> ListQuarantineAsync(int limit = 50) => Do(nameof(ListQuarantineAsync), () => store.ListQuarantineAsync(limit));

    public Task<StoreStatistics> GetStatisticsAsync() => Do(nameof(GetStatisticsAsync), () => store.GetStatisticsAsync());

    public Task SaveModemAsync(ModemSnapshot modem) => Do(nameof(SaveModemAsync), () => store.SaveModemAsync(modem));

    public Task<IReadOnlyList<ModemSnapshot>> ListModemsAsync() => Do(nameof(ListModemsAsync), () => store.ListModemsAsync());

    public Task SaveRecoveryAsync(RecoveryRecord recovery) => Do(nameof(SaveRecoveryAsync), () => store.SaveRecoveryAsync(recovery));

    public Task<IReadOnlyList<RecoveryRecord>> ListRecoveriesAsync(string? modem = null, int limit = 20) => Do(nameof(ListRecoveriesAsync), () => store.ListRecoveriesAsync(modem, limit));

    public Task<IReadOnlyList<ModemOnRecord>> ListModemIdentitiesAsync() => Do(nameof(ListModemIdentitiesAsync), () => store.ListModemIdentitiesAsync());

    public Task SaveModemIdentityAsync(ModemOnRecord modem) => Do(nameof(SaveModemIdentityAsync), () => store.SaveModemIdentityAsync(modem));

    public Task RemoveModemsAsync(IReadOnlyList<string> except) => Do(nameof(RemoveModemsAsync), () => store.RemoveModemsAsync(except));

    public IDisposable OnForeignChange(Action changed)
    {
        _foreignChange += changed;
        return store.OnForeignChange(changed);
    }

    public Task<StoreHealth> CheckAsync() => store.CheckAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private Task<int> Do(string name, Func<Task> call) => Do(name, async () =>
    {
        await call();
        return 0;
    });

    private Task<T> Do<T>(string name, Func<Task<T>> call)
    {
        if (Throws(name) is not { } bug)
            return DoAsync(name, call);
        Thrown++;
        throw bug;
    }

    private async Task<T> DoAsync<T>(string name, Func<Task<T>> call)
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
