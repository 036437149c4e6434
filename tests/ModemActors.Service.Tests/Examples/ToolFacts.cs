namespace ModemActors.Service.Tests.Examples;

/// <summary>A fact that needs a program of the machine's. Without it the fact is skipped, which the run's summary tells; CI installs it
/// (.ci/run).</summary>
public sealed class NeedsToolFactAttribute : FactAttribute
{
    public NeedsToolFactAttribute(string tool)
    {
        Tool = tool;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
            Skip = $"{tool} is not on this machine";
    }

    public string Tool { get; }
}
