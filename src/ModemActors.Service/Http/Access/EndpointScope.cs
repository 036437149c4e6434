using ModemActors.Storage;

namespace ModemActors.Service.Http.Access;

/// <summary>What a caller must be allowed to do to use an endpoint.</summary>
/// <param name="Scope">Null = nobody needs a key.</param>
internal sealed record EndpointScope(ApiScope? Scope);

/// <summary>Marks endpoints. Unmarked ones: who only looks needs <c>read</c>, everybody else <c>admin</c>.</summary>
internal static class EndpointScopes
{
    private static readonly EndpointScope s_read = new(ApiScope.Read);
    private static readonly EndpointScope s_admin = new(ApiScope.Admin);

    public static T Needs<T>(this T endpoint, ApiScope scope)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new EndpointScope(scope));

    /// <summary>Also without a key.</summary>
    public static T IsOpen<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new EndpointScope(null));

    public static EndpointScope Of(Endpoint? endpoint, string method) =>
        endpoint?.Metadata.GetMetadata<EndpointScope>()
            // what is not ours says that the method or the content is wrong, or that there is nothing
            ?? (endpoint is not RouteEndpoint || HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? s_read : s_admin);
}
