using Microsoft.Data.Sqlite;
using ModemActors.Storage;

namespace ModemActors.Tests.Harness;

/// <summary>Actors over a real store in a file of its own.</summary>
public abstract class StoreKit : VirtualKit
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modem-actors-").FullName;

    protected StoreKit() => Store = new WatchedStore(
        SqliteMessageStore.OpenAsync(new StoreOptions { ConnectionString = Path.Combine(_folder, "store.db"), Node = "here" }, Clock, CancellationToken.None).GetAwaiter().GetResult(),
        Activity);

    internal WatchedStore Store { get; }

    /// <summary>Queues a message without telling anybody.</summary>
    internal long Queue(string content = "Hello", string to = "+15557654321", Func<NewMessage, NewMessage>? but = null)
    {
        var message = new NewMessage { PhoneNumber = to, Content = content };
        return Wait(Store.EnqueueAsync(but?.Invoke(message) ?? message)).Message.Id;
    }

    internal Message Message(long id) => Wait(Store.GetAsync(id))!;

    internal IReadOnlyList<Message> Messages(MessageDirection direction) =>
        [.. Wait(Store.ListAsync(new MessageQuery { Direction = direction, Limit = 500 })).Messages.OrderBy(message => message.Id)];

    /// <summary>As another program does it.</summary>
    internal void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "store.db")};Default Timeout=10;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    protected static T Wait<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();

    protected override void AfterAll()
    {
        base.AfterAll();
        Store.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        Directory.Delete(_folder, recursive: true);
    }
}
