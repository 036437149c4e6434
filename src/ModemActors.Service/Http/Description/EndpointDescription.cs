using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ModemActors.Service.Http.Description;

/// <summary>A parameter in a request's address or head.</summary>
internal sealed record DescribedParameter(
    string Name, ParameterLocation In, string Description, JsonSchemaType Type = JsonSchemaType.String, string? Format = null,
    IReadOnlyList<string>? Words = null);

/// <summary>A body that works.</summary>
internal sealed record RequestExample(JsonNode Body);

/// <summary>Says of an endpoint what stands in <c>/openapi/v1.json</c>.</summary>
internal static class EndpointDescription
{
    /// <param name="name">The operation's id, camelCase and unique: generators make a function of it.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string tag, string summary) =>
        endpoint.WithName(name).WithTags(tag).WithSummary(summary);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, string example)
        where T : notnull =>
        endpoint.Accepts<T>("application/json").WithMetadata(new RequestExample(JsonNode.Parse(example)!));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status204NoContent);

    /// <summary>Which refusals are to be expected, beside those of every endpoint.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            if (status == StatusCodes.Status400BadRequest)
                endpoint.ProducesValidationProblem();
            else
                endpoint.ProducesProblem(status);
        }

        return endpoint;
    }

    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string description, IReadOnlyList<string>? words = null) =>
        endpoint.WithMetadata(new DescribedParameter(name, ParameterLocation.Query, description, Words: words));

    public static RouteHandlerBuilder QueryWhole(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new DescribedParameter(name, ParameterLocation.Query, description, JsonSchemaType.Integer, "int32"));

    public static RouteHandlerBuilder QuerySwitch(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new DescribedParameter(name, ParameterLocation.Query, description, JsonSchemaType.Boolean));

    public static RouteHandlerBuilder QueryTime(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new DescribedParameter(name, ParameterLocation.Query, description, Format: "date-time"));

    public static RouteHandlerBuilder QueryCursor(this RouteHandlerBuilder endpoint) =>
        endpoint.Query("cursor", "The next_cursor of the page before.");

    public static RouteHandlerBuilder Header(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new DescribedParameter(name, ParameterLocation.Header, description));
}
