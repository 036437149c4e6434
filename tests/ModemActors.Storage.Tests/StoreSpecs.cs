using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Tests;

/// <summary>A store in a directory of its own, and another program's connection to the same file.</summary>
public abstract class StoreSpecs : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "modem-actors-store-" + Guid.NewGuid().ToString("N"));
    private readonly List<IMessageStore> _opened = [];

    protected const string Number = "+15551234567";

    internal ManualTimeProvider Clock { get; } = new();

    protected string DatabaseFile => Path.Combine(_directory, "store.db");

    protected IMessageStore Store { get; private set; } = null!;

    protected virtual StoreOptions Options => new() { ConnectionString = $"Data Source={DatabaseFile}", Node = "here" };

    protected DateTimeOffset Now => Clock.GetUtcNow();

    public virtual async Task InitializeAsync()
    {
        Directory.CreateDirectory(_directory);
        Store = await OpenAsync(Options);
    }

    public async Task DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    protected async Task<IMessageStore> OpenAsync(StoreOptions options)
    {
        var store = await SqliteMessageStore.OpenAsync(options, Clock);
        _opened.Add(store);
        return store;
    }

    /// <summary>The process died and was started again: the same file, another store object.</summary>
    protected async Task<IMessageStore> RestartAsync()
    {
        await Store.DisposeAsync();
        return Store = await OpenAsync(Options);
    }

    protected SqliteConnection OpenForeign()
    {
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs SQL as another program would.</summary>
    protected object? Sql(string sql)
    {
        using var connection = OpenForeign();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    protected async Task<Message> QueueAsync(string content = "Hello", string number = Number, int priority = 0, string? modem = null) =>
        (await Store.EnqueueAsync(new NewMessage { PhoneNumber = number, Content = content, Priority = priority, Modem = modem })).Message;

    protected async Task<Claim?> ClaimOneAsync(string modem = "m1") =>
        (await Store.ClaimAsync(new ClaimRequest([modem]))).Claims.SingleOrDefault();

    /// <summary>Queues and claims a message and puts the intent of its first part on record.</summary>
    protected async Task<Message> BeginAsync(int parts = 1, string modem = "m1", string content = "Hello", string number = Number)
    {
        var message = await QueueAsync(content, number);
        var claim = await ClaimOneAsync(modem);
        Assert.Equal(message.Id, claim!.Message.Id);
        return await Store.RecordAsync(new PartsPlanned(message.Id, parts, parts == 1 ? null : 7, "gsm7"));
    }

    protected async Task<MessageStatus> StatusAsync(long id) => (await Store.GetAsync(id))!.Status;

    protected async Task<string> PartStatesAsync(long id) =>
        string.Join(' ', (await Store.GetPartsAsync(id)).Select(part => part.State.ToString().ToLowerInvariant()));

    /// <inheritdoc cref="EventuallyAsync(Func{bool})"/>
    protected static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }

    /// <summary>Waits for what another thread does; long deadline, early exit.</summary>
    protected static async Task EventuallyAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(10, deadline.Token);
    }
}
