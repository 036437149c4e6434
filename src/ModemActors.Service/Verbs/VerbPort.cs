namespace ModemActors.Service.Verbs;

/// <summary>A port on the command line.</summary>
internal static class VerbPort
{
    /// <summary>A path from here becomes one from the root; everything else stays as it is.</summary>
    public static string Full(string port) => File.Exists(port) ? Path.GetFullPath(port) : port;
}
