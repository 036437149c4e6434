using System.Text.RegularExpressions;

namespace ModemActors.Service.Views;

/// <summary>Secrets as they may be shown: not at all.</summary>
internal static partial class Masked
{
    public const string Secret = "***";

    /// <summary>A connection string without its passwords.</summary>
    public static string Connection(string connection) => Password().Replace(connection, $"$1{Secret}");

    /// <summary>An address without user and password.</summary>
    public static string Address(string url) => Credentials().Replace(url, $"$1{Secret}@");

    [GeneratedRegex("""((?:password|pwd|user password)\s*=\s*)("[^"]*"|'[^']*'|[^;]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex("""(\b[a-z][a-z0-9+.-]*://)[^/@\s]+@""", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
