using ModemActors.Service.Configuration;
using ModemActors.Service.Views;

namespace ModemActors.Service.Checks;

/// <summary>Whether there is something to run, and whether strangers can read its secrets.</summary>
internal static class ConfigurationChecks
{
    public static IEnumerable<HealthCheck> Of(ServiceConfiguration configuration)
    {
        var modems = configuration.Settings.Modems.Count;
        var from = configuration.File is { } file ? $"{Path.GetFullPath(file)}: " : configuration.IsDemo ? "none, so this is the demo: "
            : "";
        yield return modems > 0
            ? new HealthCheck("configuration", Verdict.Healthy, $"{from}valid, {modems} modem{(modems == 1 ? "" : "s")}")
            : new HealthCheck(
                "configuration", Verdict.Degraded, $"{from}valid, but it has no modem", "'modemactors discover' prints the lines to add");
        if (configuration.File is { } path && !OperatingSystem.IsWindows() && HasSecrets(configuration)
            && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead))
            yield return new HealthCheck(
                "secrets", Verdict.Degraded, $"{path} names a PIN or key, and everybody on this machine may read it",
                    $"sudo chmod o-r {path}");
    }

    private static bool HasSecrets(ServiceConfiguration configuration) =>
        ConfiguredSecrets.Pins(configuration).Count + ConfiguredSecrets.All(configuration).Count > 0;
}
