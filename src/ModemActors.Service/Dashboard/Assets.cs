using System.Security.Cryptography;

namespace ModemActors.Service.Dashboard;

/// <summary>Styles, scripts and pictures, embedded into the assembly. Their addresses carry a mark of their content, so that a browser may keep
/// them for good and still gets the new ones after an upgrade.</summary>
internal static class Assets
{
    private const string Prefix = "ModemActors.Service.Dashboard.";

    private static readonly Dictionary<string, byte[]> s_contents = Read();

    private static readonly string s_mark = Convert.ToHexStringLower(
        SHA256.HashData([.. s_contents.OrderBy(asset => asset.Key, StringComparer.Ordinal).SelectMany(asset => asset.Value)]))[..12];

    /// <summary>Where a page finds it.</summary>
    public static string At(string name) => $"/assets/{name}?{s_mark}";

    public static IResult Serve(string name) => s_contents.TryGetValue(name, out var content)
        ? new Asset(content, TypeOf(name))
        : Results.NotFound();

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"no type is known for {other}"),
    };

    private static Dictionary<string, byte[]> Read()
    {
        var assembly = typeof(Assets).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(
            name => name[Prefix.Length..],
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                stream.CopyTo(content);
                return content.ToArray();
            });
    }

    private sealed class Asset(byte[] content, string type) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            var tag = $"\"{s_mark}\"";
            headers.ETag = tag;

            // modules import each other without the mark, so those are asked for again, which costs a 304
            headers.CacheControl = httpContext.Request.QueryString.HasValue ? "public, max-age=31536000, immutable" : "no-cache";
            headers.XContentTypeOptions = "nosniff";
            if (httpContext.Request.Headers.IfNoneMatch == tag)
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            httpContext.Response.ContentType = type;
            httpContext.Response.ContentLength = content.Length;
            await httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
