using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes a <see cref="Config"/> from HOCON text or from a resource that holds such text.</summary>
public class ConfigurationFactory
{
    /// <summary>A configuration without any key; a new one at each call.</summary>
    public static Config Empty => ParseString("");

    /// <summary>Reads a text; everything that the real parser would drop or twist in silence is refused here.</summary>
    /// <exception cref="ConfigurationException">The text is not in the dialect; the message names line and column.</exception>
    /// <exception cref="FormatException">A character, an escape or a substitution that the real parser refuses with this exception too.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, null);

    /// <summary>Reads a text whose <c>include "name"</c> lines are answered by the callback.</summary>
    public static Config ParseString(string hocon, Func<string, HoconRoot> includeCallback) =>
        new(Parser.Parse(hocon, includeCallback));

    /// <summary>The defaults of every key that the stand-in reads.</summary>
    public static Config Default() => ParseString(ReferenceConf.Text);

    /// <summary>Reads an embedded resource of the assembly that <typeparamref name="TAssembly"/> lives in.</summary>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Reads an embedded resource; the second argument is an assembly, a type, or any object whose type lives in the assembly.</summary>
    public static Config FromResource(string resourceName, object instanceInAssembly)
    {
        ArgumentNullException.ThrowIfNull(instanceInAssembly);
        return FromResource(resourceName, instanceInAssembly switch
        {
            Assembly assembly => assembly,
            Type type => type.Assembly,
            _ => instanceInAssembly.GetType().Assembly
        });
    }

    /// <summary>Reads an embedded resource by its full name.</summary>
    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no resource \"{resourceName}\".");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
