using Akka.Configuration;
using ModemActors.Settings;

namespace ModemActors.Service.Configuration;

/// <summary>Everything the program was told, from the strongest layer to the weakest, and what comes of it.</summary>
internal sealed record ServiceConfiguration
{
    /// <summary>Where a configuration file is looked for if nobody names one.</summary>
    public static readonly IReadOnlyList<string> UsualPlaces = ["./modem-actors.conf", "/etc/modem-actors/modem-actors.conf"];

    private const string FileVariable = "MODEMACTORS_CONFIG";

    /// <summary>Two simulated modems that can text each other: what runs when nobody configured anything.</summary>
    private const string Demo = "modem-actors.modems = [ { id = demo1, port = simulator }, { id = demo2, port = simulator } ]";

    /// <summary>The layers, strongest first. The defaults of reference.conf are not among them.</summary>
    public required IReadOnlyList<ConfigurationLayer> Layers { get; init; }

    /// <summary>The layers put together, with <c>akka { }</c> and <c>modem-actors { }</c>.</summary>
    public required Config Config { get; init; }

    /// <summary>What it means for the actors.</summary>
    public required ModemActorsSettings Settings { get; init; }

    /// <summary>What it means for the program.</summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>The configuration file; null if there is none.</summary>
    public string? File { get; init; }

    /// <summary>True if there is no configuration file, so that the embedded demo runs.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>Reads the file (<paramref name="file"/>, <c>$MODEMACTORS_CONFIG</c>, or the first of the usual places), then the
    /// environment.</summary>
    /// <exception cref="UnusableConfigurationException">A file that was named does not exist or cannot be read, or a setting is
    /// wrong.</exception>
    public static ServiceConfiguration Load(string? file)
    {
        var layers = new List<ConfigurationLayer>();
        if (EnvironmentLayer.From(Environment.GetEnvironmentVariables()) is { } environment)
            layers.Add(environment);
        var path = FindFile(file);
        if (path is not null)
            layers.Add(ReadFile(path));
        var isDemo = path is null && !layers.Exists(layer => layer.Sets("modem-actors.modems"));
        if (isDemo)
            layers.Add(new ConfigurationLayer("demo", ConfigurationFactory.ParseString(Demo)));
        return From(layers, isDemo) with { File = path };
    }

    /// <summary>Where a value comes from: the name of the strongest layer that sets it, else <c>default</c>.</summary>
    public string OriginOf(string path) => OriginOf(Layers, path);

    private static ServiceConfiguration From(List<ConfigurationLayer> layers, bool isDemo)
    {
        var config = layers.Aggregate(Config.Empty, (strong, weak) => strong.IsEmpty ? weak.Config : strong.WithFallback(weak.Config));
        try
        {
            return new ServiceConfiguration
            {
                Layers = layers,
                Config = config,
                Settings = ModemActorsSettings.From(config),
                Service = ServiceSettings.From(config),
                IsDemo = isDemo,
            };
        }
        catch (SettingsException wrong)
        {
            throw new UnusableConfigurationException(
                string.Join(Environment.NewLine, wrong.Errors.Select(error => $"{PlaceOf(layers, error.Path)}: {error}")), wrong);
        }
    }

    /// <summary>Where a person corrects the value: a file, or the variable by its name.</summary>
    private static string PlaceOf(IEnumerable<ConfigurationLayer> layers, string path) =>
        OriginOf(layers, path) is var origin && origin == EnvironmentLayer.Name
        ? EnvironmentLayer.VariableFor(path)
        : origin;

    private static string OriginOf(IEnumerable<ConfigurationLayer> layers, string path) =>
        layers.FirstOrDefault(layer => layer.Sets(path))?.Origin ?? "default";

    private static string? FindFile(string? file)
    {
        var named = file ?? (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } variable ? variable : null);
        if (named is not null)
        {
            return System.IO.File.Exists(named)
                ? named
                : throw new UnusableConfigurationException(
                    $"{named}: there is no such file (named by {(file is null ? $"${FileVariable}" : "--config")})");
        }

        return UsualPlaces.FirstOrDefault(System.IO.File.Exists);
    }

    private static ConfigurationLayer ReadFile(string path)
    {
        try
        {
            // a byte order mark would become part of the first key
            return new ConfigurationLayer(path, ConfigurationFactory.ParseString(System.IO.File.ReadAllText(path).TrimStart('\uFEFF')));
        }
        catch (Exception cause) when (
            cause is IOException or UnauthorizedAccessException or Akka.Configuration.ConfigurationException or FormatException)
        {
            throw new UnusableConfigurationException($"{path}: {cause.Message}", cause);
        }
    }
}
