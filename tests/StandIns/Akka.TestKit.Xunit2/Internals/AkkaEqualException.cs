using System.Globalization;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>A message or sender was not the expected one.</summary>
public class AkkaEqualException(string message) : XunitException(message)
{
    public static AkkaEqualException ForMismatchedValues(object expected, object actual, string format = null, params object[] args)
    {
        var reason = args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format ?? "", args);
        return new AkkaEqualException($"{reason} Expected: {ArgumentFormatter.Format(expected)} Actual: {ArgumentFormatter.Format(actual)}".Trim());
    }
}
