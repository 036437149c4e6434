using System.Runtime.CompilerServices;
using Akka.Configuration;
using ModemActors.Settings;

namespace ModemActors.Tests.Settings;

/// <summary>hocon/examples: what we show must work.</summary>
public sealed class ExampleSpecs
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Examples(), "*.conf").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Example_is_valid(string file)
    {
        var settings = ModemActorsSettings.From(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(Examples(), file))));

        Assert.NotEmpty(settings.Modems);
    }

    private static string Examples([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "hocon", "examples"));
}
