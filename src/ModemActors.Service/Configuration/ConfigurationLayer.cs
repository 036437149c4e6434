using Akka.Configuration;

namespace ModemActors.Service.Configuration;

/// <summary>One place where settings come from.</summary>
/// <param name="Origin">Its name for a person: a file's path, <c>environment</c>, <c>demo</c>.</param>
/// <param name="Config">What it sets.</param>
internal sealed record ConfigurationLayer(string Origin, Config Config)
{
    /// <summary>Whether this layer sets the key; <c>modems[0].port</c> is looked up as <c>modems</c>.</summary>
    public bool Sets(string path)
    {
        var list = path.IndexOf('[', StringComparison.Ordinal);
        return Config.HasPath(list < 0 ? path : path[..list]);
    }
}
