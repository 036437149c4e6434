namespace ModemActors.Service.Http;

/// <summary>An answer with the header Location.</summary>
internal sealed class Located(IResult answer, string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = location;
        return answer.ExecuteAsync(httpContext);
    }
}

internal static class LocatedResults
{
    /// <summary>Tells where what was made, or begun, is to be found.</summary>
    public static IResult At(this IResult answer, string location) => new Located(answer, location);
}
