using System.Net.Http.Json;
using System.Text.Json;

namespace ModemActors.Service.Tests.Http;

/// <summary>The description of the API is one that a generator can work with, and tells the truth.</summary>
public sealed class OpenApiSpecs(ApiService api) : IClassFixture<ApiService>, IAsyncLifetime
{
    private JsonElement _document;

    public async Task InitializeAsync() => _document = await api.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void It_is_openapi_3_1_and_says_how_to_show_a_key()
    {
        Assert.StartsWith("3.1.", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var scheme = _document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
    }

    [Theory]
    [InlineData("post", "/send-sms", "sendSms")]
    [InlineData("post", "/v1/messages", "sendMessage")]
    [InlineData("get", "/v1/messages", "listMessages")]
    [InlineData("get", "/v1/messages/{id}", "getMessage")]
    [InlineData("delete", "/v1/messages/{id}", "cancelMessage")]
    [InlineData("get", "/v1/modems/{id}", "getModem")]
    [InlineData("put", "/v1/contacts/{number}", "nameContact")]
    [InlineData("get", "/health/ready", "getReadiness")]
    public void Operation_is_there_by_its_name(string method, string path, string name) => Assert.Equal(
        name, _document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("operationId").GetString());

    [Fact]
    public void Every_operation_has_a_name_of_its_own_a_summary_a_success_and_its_refusals()
    {
        var operations = Operations().ToList();

        Assert.Equal(operations.Count, operations.Select(each => each.Operation.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, each =>
        {
            Assert.False(string.IsNullOrEmpty(each.Operation.GetProperty("summary").GetString()));
            Assert.NotEmpty(each.Operation.GetProperty("tags").EnumerateArray());
            Assert.True(each.Operation.TryGetProperty("security", out _), each.Name);
            var responses = each.Operation.GetProperty("responses").EnumerateObject().ToList();
            Assert.Contains(responses, response => response.Name.StartsWith('2'));
            Assert.Contains(responses, response => response.Name == "429");
            Assert.All(responses.Where(response => response.Name is "400" or "401" or "404" or "409" or "413" or "415" or "422" or "429"),
                response => Assert.True(response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), each.Name));
        });
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(_document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            var place = _document;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                Assert.True(place.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal), out place), reference);
        });
    }

    [Fact]
    public void Every_example_has_the_fields_that_its_schema_knows_and_requires()
    {
        var bodies = Operations().Where(each => each.Operation.TryGetProperty("requestBody", out _)).ToList();

        Assert.True(bodies.Count >= 6);
        Assert.All(bodies, each =>
        {
            var media = each.Operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            var schema = Resolve(media.GetProperty("schema"));
            var example = media.GetProperty("example").EnumerateObject().Select(field => field.Name).ToList();
            Assert.Subset(schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).ToHashSet(), example.ToHashSet());
            if (schema.TryGetProperty("required", out var required))
                Assert.All(required.EnumerateArray(), field => Assert.Contains(field.GetString(), example));
        });
    }

    [Fact]
    public async Task Answer_has_exactly_the_fields_that_its_schema_has()
    {
        await api.SendAsync("POST", "/v1/messages", """{"phone_number": "999", "content": "a", "not_before": "2199-01-01"}""");
        var list = await api.Client.GetFromJsonAsync<JsonElement>("/v1/messages?phone_number=999");
        var message = list.GetProperty("messages")[0];
        var detail = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/messages/{message.GetProperty("id")}");

        Assert.Equal(Fields("MessageList"), Names(list));
        Assert.Equal(Fields("Message"), Names(message));
        Assert.Equal(Fields("MessageDetail"), Names(detail));
        Assert.Equal("array", Schema("MessageDetail").GetProperty("properties").GetProperty("parts").GetProperty("type").GetString());
    }

    [Fact]
    public void Numbers_are_numbers()
    {
        Assert.Equal("integer", Schema("Message").GetProperty("properties").GetProperty("id").GetProperty("type").GetString());
    }

    private List<string> Fields(string schema) =>
        [.. Schema(schema).GetProperty("required").EnumerateArray().Select(field => field.GetString()!).Order()];

    private static List<string> Names(JsonElement answer) => [.. answer.EnumerateObject().Select(field => field.Name).Order()];

    private JsonElement Schema(string name) => _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? Schema(reference.GetString()!.Split('/')[^1]) : schema;

    private IEnumerable<(string Name, JsonElement Operation)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "put" or "post" or "delete"
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
