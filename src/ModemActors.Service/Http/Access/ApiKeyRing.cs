using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using ModemActors.Service.Configuration;
using ModemActors.Storage;

namespace ModemActors.Service.Http.Access;

/// <summary>
/// The keys that are good now: those of the configuration, those of the store (also what another process adds or revokes meanwhile) and this service's
/// own for the program's verbs. Knows when each was used, and puts that on record once a minute.
/// </summary>
internal sealed class ApiKeyRing(
    IApiKeyStore store, IMessageStore messages, ServiceConfiguration configuration, TimeProvider clock, ILogger<ApiKeyRing> log) : BackgroundService
{
    private static readonly TimeSpan s_flush = TimeSpan.FromMinutes(1);

    private readonly ApiSettings _api = configuration.Service.Api;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly bool _isBeyondLoopback = configuration.Service.Api.UrlsBeyondLoopback.Any();
    private FrozenDictionary<string, ApiKey> _keys = FrozenDictionary<string, ApiKey>.Empty;

    private LocalKey? _local;
    private volatile bool _hasKeys;

    /// <summary>Whether a key is needed: somebody has one (apart from the program itself), or others than this machine can reach us.</summary>
    public bool AreNeeded => _hasKeys || _isBeyondLoopback;

    /// <summary>Who presents this key; null if it is none, or not good any more.</summary>
    public ApiCaller? Find(string secret)
    {
        if (ApiKeySecret.IdOf(secret) is not { } id || !_keys.TryGetValue(id, out var key)
            || !CryptographicOperations.FixedTimeEquals(ApiKeySecret.Hash(secret), key.Hash.Span))
            return null;
        return Use(key);
    }

    /// <summary>Who has the key with this id, if <paramref name="proves"/> says so of its hash; null otherwise.</summary>
    public ApiCaller? Find(string id, Func<ReadOnlyMemory<byte>, bool> proves) =>
        _keys.TryGetValue(id, out var key) && proves(key.Hash) ? Use(key) : null;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _local = _api.Urls.Count > 0 ? LocalKey.Create(configuration.Settings) : null;
        await ReadAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
        _local?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = messages.OnForeignChange(() => _changed.Release());
        var flushed = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var isChanged = await WaitAsync(stoppingToken).ConfigureAwait(false);
            while (_changed.CurrentCount > 0)
                await _changed.WaitAsync(stoppingToken).ConfigureAwait(false);
            if (isChanged)
                await ReadAsync().ConfigureAwait(false);
            if (clock.GetElapsedTime(flushed) < s_flush)
                continue;
            flushed = clock.GetTimestamp();
            await FlushAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        try
        {
            return await _changed.WaitAsync(s_flush, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private ApiCaller Use(ApiKey key)
    {
        _used[key.Id] = clock.GetUtcNow();
        return new ApiCaller(key.Id, key.Name, key.Scope);
    }

    private async Task ReadAsync()
    {
        try
        {
            var keys = (await store.ListKeysAsync().ConfigureAwait(false)).Where(key => key.RevokedAt is null).Concat(_api.Keys).ToList();
            _keys = (_local is null ? keys : keys.Append(_local.Key)).DistinctBy(key => key.Id).ToFrozenDictionary(key => key.Id);
            _hasKeys = keys.Count > 0;
        }
        catch (StoreException cause)
        {
            // those known so far stay good
            log.LogWarning(cause, "the API keys could not be read again");
        }
    }

    private async Task FlushAsync()
    {
        var used = _used.Where(use => use.Key != _local?.Key.Id).ToDictionary();
        if (used.Count == 0)
            return;
        foreach (var use in used)
            _used.TryRemove(use);
        try
        {
            await store.MarkKeysUsedAsync(used).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is StoreException or ObjectDisposedException)
        {
            log.LogWarning(cause, "when API keys were used last could not be recorded");
        }
    }
}
