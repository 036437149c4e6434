using ModemActors.Storage;

namespace ModemActors.Service.Http.Access;

/// <summary>Who asks.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Scope">What it may do.</param>
internal sealed record ApiCaller(string Id, string Name, ApiScope Scope)
{
    /// <summary>Who asks; null where nobody needs to say so, and where nobody did.</summary>
    public static ApiCaller? Of(HttpContext context) => context.Features.Get<ApiCaller>();

    public bool May(ApiScope scope) => Scope >= scope;
}
