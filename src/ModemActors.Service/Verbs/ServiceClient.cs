using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ModemActors.Messages;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Views;

namespace ModemActors.Service.Verbs;

/// <summary>The running service, over its HTTP API.</summary>
internal sealed class ServiceClient : IDisposable
{
    /// <summary>For who may not read the service's own key.</summary>
    private const string KeyVariable = "MODEMACTORS_API_KEY";

    private readonly HttpClient _http;

    private ServiceClient(string url, string? key)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = new Uri(url),
            Timeout = TimeSpan.FromSeconds(90),
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Where it is.</summary>
    public string Url => _http.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>The client; null if HTTP is switched off in the configuration.</summary>
    public static ServiceClient? For(ServiceConfiguration configuration) =>
        configuration.Service.Urls is [var url, ..]
            ? new ServiceClient(Reachable(url), Environment.GetEnvironmentVariable(KeyVariable) ?? LocalKey.Read(configuration.Settings))
            : null;

    /// <summary>An address to listen at is not always one to ask at.</summary>
    private static string Reachable(string url) => url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);

    /// <exception cref="VerbException">HTTP is switched off.</exception>
    public static ServiceClient Required(ServiceConfiguration configuration) => For(configuration)
        ?? throw new VerbException("HTTP is switched off (modem-actors.api.urls), so the service cannot be asked.");

    /// <summary>Whether a service answers there now.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellation)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/live", UriKind.Relative), soon.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception cause) when (cause is HttpRequestException || cause is OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The service's modems.</summary>
    /// <exception cref="VerbException">It does not answer.</exception>
    public async Task<IReadOnlyList<ModemView>> ListModemsAsync(CancellationToken cancellation) =>
        (await AskAsync(() => _http.GetAsync(new Uri("/v1/modems", UriKind.Relative), cancellation), cancellation).ConfigureAwait(false))
            .GetProperty("modems").Deserialize<IReadOnlyList<ModemView>>(Json.Options)!;

    /// <summary>Runs one command of a person's on a modem.</summary>
    /// <exception cref="VerbException">The service does not answer, or refuses.</exception>
    public async Task<AtCommandAnswered> RunAtAsync(string modem, string command, CancellationToken cancellation) =>
        (await PostAsync($"/v1/modems/{Uri.EscapeDataString(modem)}/at", new { Command = command }, cancellation).ConfigureAwait(false))
            .Deserialize<AtCommandAnswered>(Json.Options)!;

    /// <exception cref="VerbException">The service does not answer, or refuses; then the reason is its own.</exception>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) =>
        AskAsync(() => _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Json.Options, cancellation), cancellation);

    /// <exception cref="VerbException">The service does not answer, or refuses; then the reason is its own.</exception>
    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellation) =>
        AskAsync(() => _http.DeleteAsync(new Uri(path, UriKind.Relative), cancellation), cancellation);

    /// <exception cref="VerbException">The service does not answer, or refuses; then the reason is its own.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        AskAsync(() => _http.GetAsync(new Uri(path, UriKind.Relative), cancellation), cancellation);

    /// <exception cref="VerbException">The service does not answer, or refuses; then the reason is its own.</exception>
    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellation) =>
        AskAsync(() => _http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body, Json.Options, cancellation), cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellation)
    {
        try
        {
            using var answer = await ask().ConfigureAwait(false);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? body : throw new VerbException(Reason(body));
        }
        catch (HttpRequestException cause)
        {
            throw new VerbException(
                $"no service answers at {Url}; start it with 'modemactors run', or name its configuration with --config.",
                cause);
        }
        catch (JsonException cause)
        {
            throw new VerbException($"what answers at {Url} is no ModemActors service.", cause);
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw new VerbException($"the service at {Url} does not answer in time.", cause);
        }
    }

    private static string Reason(JsonElement problem)
    {
        if (problem.TryGetProperty("errors", out var errors))
            return string.Join("; ", errors.EnumerateObject()
                .Select(field => $"{field.Name} {string.Join(", ", field.Value.EnumerateArray())}"));
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : problem.GetProperty("title").GetString()!;
    }
}
