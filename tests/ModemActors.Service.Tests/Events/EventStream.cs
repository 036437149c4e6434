using System.Net;
using System.Text.Json;

namespace ModemActors.Service.Tests.Events;

/// <summary>One event off the wire; <see cref="Id"/> is null if the frame had none.</summary>
internal sealed record Told(long? Id, string Type, JsonElement Body)
{
    public JsonElement Data => Body.GetProperty("data");
}

/// <summary>A reader of <c>GET /v1/events</c>, as a browser's EventSource is one.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage answer, Stream stream) => (_answer, _lines) = (answer, new StreamReader(stream));

    /// <summary>Where a reader that connects again would begin.</summary>
    public long? LastId { get; private set; }

    public static async Task<EventStream> OpenAsync(HttpClient http, string query = "", long? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/events" + query, UriKind.Relative));
        if (lastId is { } id)
            request.Headers.Add("Last-Event-ID", $"{id}");
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var stream = new EventStream(answer, await answer.Content.ReadAsStreamAsync());
        await stream.ReadFrameAsync();
        return stream;
    }

    /// <summary>The next event; null at the stream's end.</summary>
    public async Task<Told?> ReadAsync()
    {
        while (true)
        {
            var (told, ended) = await ReadFrameAsync();
            if (told is not null || ended)
                return told;
        }
    }

    public async Task<List<Told>> ReadAsync(int count)
    {
        var events = new List<Told>();
        while (events.Count < count && await ReadAsync() is { } told)
            events.Add(told);
        return events;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }

    private async Task<(Told? Told, bool Ended)> ReadFrameAsync()
    {
        using var overdue = new CancellationTokenSource(Deadline.Generous);
        long? id = null;
        var (type, data) = ("message", "");
        while (await _lines.ReadLineAsync(overdue.Token) is { } line)
        {
            if (line.Length == 0)
            {
                LastId = id ?? LastId;
                return (data.Length == 0 ? null : new Told(id, type, JsonSerializer.Deserialize<JsonElement>(data)), false);
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (field, value) = (line[..colon], line[(colon + 2)..]);
            id = field == "id" ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : id;
            type = field == "event" ? value : type;
            data = field == "data" ? data + value : data;
        }

        return (null, true);
    }
}
