namespace ModemActors.Service.Operations;

/// <summary>How the program becomes a service of Windows: through NSSM, which runs any program as one, restarts it and keeps what it
/// prints.</summary>
internal static class WindowsService
{
    public const string Name = "ModemActors";

    /// <summary>Commands for a console of an administrator, in order.</summary>
    public static IReadOnlyList<string> InstallCommands(string program, string configuration, string directory) =>
    [
        $"nssm install {Name} {Quote(program)} run --config {Inner(configuration)}",
        $"nssm set {Name} AppDirectory {Quote(directory)}",
        $"nssm set {Name} Description \"ModemActors, supervisor of SMS modems\"",
        $"nssm set {Name} Start SERVICE_AUTO_START",
        $"nssm set {Name} AppExit Default Restart",
        $"nssm set {Name} AppRestartDelay 5000",
        // Ctrl+C first: what is on its way is finished before the end
        $"nssm set {Name} AppStopMethodConsole 15000",
        $"sc.exe failure {Name} reset= 86400 actions= restart/5000/restart/5000/restart/60000",
        $"nssm start {Name}",
    ];

    public static IReadOnlyList<string> UninstallCommands => [$"nssm stop {Name}", $"nssm remove {Name} confirm"];

    private static string Quote(string path) => $"\"{path}\"";

    /// <summary>Quotes that reach the service's own command line.</summary>
    private static string Inner(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"\\\"{path}\\\"\"" : path;
}
