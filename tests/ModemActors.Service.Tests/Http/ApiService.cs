using System.Text;
using Microsoft.AspNetCore.Builder;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Running;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Http;

/// <summary>The service on Kestrel, over two simulated modems.</summary>
public class ApiService : Scratch, IAsyncLifetime
{
    private Simulators? _simulators;
    private WebApplication? _app;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    internal IMessageStore Store { get; private set; } = null!;

    /// <summary>Its configuration beside two modems and an address.</summary>
    protected virtual string More => "";

    public async Task InitializeAsync()
    {
        var configuration = ServiceConfiguration.Load(Configure($"modem-actors.api.urls = \"http://127.0.0.1:0\"\n{More}"));
        Store = await ServiceHost.OpenStoreAsync(configuration, CancellationToken.None);
        await PrepareAsync();
        _simulators = Simulators.For(configuration.Settings);
        _app = ServiceHost.Build(configuration, Store, _simulators.Opener);
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    /// <summary>What is in the store before the service starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Puts a key into the store as <c>keys add</c> does, and returns it.</summary>
    internal async Task<string> AddKeyAsync(string name, ApiScope scope, IMessageStore? store = null)
    {
        var (id, secret) = ApiKeySecret.Create();
        Assert.True(await ((IApiKeyStore)(store ?? Store)).AddKeyAsync(
            new ApiKey(id, name, scope, ApiKeySecret.Hash(secret), TimeProvider.System.GetUtcNow())));
        return secret;
    }

    /// <summary>Another process's view of the store.</summary>
    internal Task<IMessageStore> OpenBesideAsync() => SqliteMessageStore.OpenAsync(
        new StoreOptions { ConnectionString = $"Data Source={Path.Combine(Folder, "store.db")}", Node = "beside" }, TimeProvider.System);

    internal string? LocalKeyText() => Directory.GetFiles(Folder, "store.db.*.key") is [var file] ? File.ReadAllText(file).Trim() : null;

    internal string LocalKeyFile => Directory.GetFiles(Folder, "store.db.*.key").Single();

    internal Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string? key = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _simulators!.DisposeAsync();
        await Store.DisposeAsync();
        Assert.Empty(Directory.GetFiles(Folder, "store.db.*.key"));
    }
}
