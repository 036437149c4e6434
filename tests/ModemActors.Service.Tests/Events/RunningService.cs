using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using ModemActors.Service.Configuration;
using ModemActors.Service.Running;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Events;

/// <summary>The service in this process, on Kestrel, over two simulated modems.</summary>
public abstract class RunningService : Scratch, IAsyncLifetime
{
    private Simulators? _simulators;
    private WebApplication? _app;
    private bool _stopped;

    protected HttpClient Http { get; } = new();

    internal IMessageStore Store { get; private set; } = null!;

    /// <summary>What is configured beside the usual.</summary>
    protected virtual string Configuration => "";

    public async Task InitializeAsync()
    {
        var configuration = ServiceConfiguration.Load(Configure($"modem-actors.api.urls = \"http://127.0.0.1:0\"\n{Configuration}"));
        Store = await ServiceHost.OpenStoreAsync(configuration, CancellationToken.None);
        _simulators = Simulators.For(configuration.Settings);
        _app = ServiceHost.Build(configuration, Store, _simulators.Opener);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.Single());
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        Http.Dispose();
        if (!_stopped)
            await _app!.StopAsync();
        await _app!.DisposeAsync();
        await _simulators!.DisposeAsync();
        await Store.DisposeAsync();
    }

    protected async Task StopAsync()
    {
        _stopped = true;
        await _app!.StopAsync();
    }

    protected async Task<long> SendAsync(string content, string to = "+15550000002", string modem = "first")
    {
        var answer = await Http.PostAsJsonAsync(new Uri("/v1/messages", UriKind.Relative), new { phone_number = to, content, modem });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    /// <summary>Runs SQL as another program would.</summary>
    protected void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
