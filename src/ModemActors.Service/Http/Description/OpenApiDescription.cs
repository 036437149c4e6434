using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ModemActors.Service.Http.Access;
using ModemActors.Storage;

namespace ModemActors.Service.Http.Description;

/// <summary><c>/openapi/v1.json</c>: OpenAPI 3.1, made from the endpoints themselves.</summary>
internal static class OpenApiDescription
{
    private const string Key = "apiKey";

    private static readonly Dictionary<string, string> s_tags = new()
    {
        ["Messages"] = "What goes out and what came in.",
        ["Conversations"] = "Messages by whom they went to and came from.",
        ["Contacts"] = "Names for numbers.",
        ["Modems"] = "The modems of this node.",
        ["Events"] = "What happens, as it happens.",
        ["Health"] = "For those who watch the service.",
    };

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Any();
        options.CreateSchemaReferenceId = type =>
            OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith("View", StringComparison.Ordinal)
                ? name[..^4]
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(RequireWhatIsAlwaysThere);
    });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").IsOpen();

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ModemActors",
            Version = typeof(OpenApiDescription).Assembly.GetName().Version!.ToString(3),
            Description = "Send and receive text messages through GSM/LTE modems. Errors are problems (RFC 9457); errors of fields are named in errors, all at once. "
                + "Without API keys the service answers this machine only and needs no Authorization; as soon as there is a key, one is needed.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // where it is asked for is where it is
        document.Servers = [new OpenApiServer { Url = "/" }];
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = s_tags.GetValueOrDefault(tag.Name ?? "", tag.Name ?? "");
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key made by 'modemactors keys add NAME --scope read|send|admin'.",
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>What we answer has all of its fields, also those that are null.</summary>
    private static Task RequireWhatIsAlwaysThere(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Properties is { Count: > 0 } properties && context.JsonTypeInfo.Type.Name.EndsWith("View", StringComparison.Ordinal))
        {
            schema.Required = context.JsonTypeInfo.Properties
                .Where(property => property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true)
                .Select(property => property.Name).Where(properties.ContainsKey).ToHashSet();
        }

        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<DescribedParameter>())
            (operation.Parameters ??= []).Add(Parameter(parameter));
        if (metadata.OfType<RequestExample>().LastOrDefault() is { } example && operation.RequestBody?.Content is { } content)
        {
            foreach (var media in content.Values)
                media.Example = example.Body.DeepClone();
        }

        var scope = (metadata.OfType<EndpointScope>().LastOrDefault()
            ?? EndpointScopes.Of(null, context.Description.HttpMethod ?? "GET")).Scope;
        operation.Responses ??= [];
        operation.Security = [new()];
        if (scope is { } needed)
        {
            // {}: also without one, while there are none
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }, new()];
            operation.Description = $"Needs a key with the scope {ScopeName(needed)}{(needed == ApiScope.Admin ? "" : " or more")}, if there are keys.";
        }

        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellation).ConfigureAwait(false);
        context.Document?.AddComponent(nameof(ProblemDetails), schema);
        foreach (var (status, meaning) in Usual(scope))
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) },
                },
            });
        }
    }

    private static IEnumerable<(string Status, string Meaning)> Usual(ApiScope? scope)
    {
        if (scope is not null)
        {
            yield return ("401", "A key is needed, or the one given is not good.");
            yield return ("403", "The key may not do that.");
        }

        yield return ("429", "Too many requests; the header Retry-After tells how long to wait.");
        yield return ("503", "The store cannot be used now.");
    }

    private static string ScopeName(ApiScope scope) => scope.ToString().ToLowerInvariant();

    private static OpenApiParameter Parameter(DescribedParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Description = parameter.Description,
        Schema = new OpenApiSchema
        {
            Type = parameter.Type,
            Format = parameter.Format,
            Enum = parameter.Words is { } words ? [.. words.Select(word => (JsonNode)word)] : null,
        },
    };
}
