using System.CommandLine;
using ModemActors.Service.Operations;

namespace ModemActors.Service.Verbs;

/// <summary><c>uninstall</c>: the service goes, messages and configuration stay.</summary>
internal static class UninstallVerb
{
    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Print what would be done, and do nothing" };
    private static readonly Option<bool> s_user = new("--user") { Description = "The service of your own user" };

    public static Command Create()
    {
        var uninstall = new Verb(
            "uninstall", "Stop the service and remove it; messages, backups and configuration stay where they are.",
                "sudo modemactors uninstall")
        {
            s_dryRun, s_user,
        };
        uninstall.SetAction(Run);
        return uninstall;
    }

    private static int Run(ParseResult parsed)
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (var command in WindowsService.UninstallCommands)
                Screen.Line(command);
            return ModemActorsCommand.Done;
        }

        var forUser = parsed.GetValue(s_user);
        var path = new SystemdUnitOptions { Program = [], Configuration = "", ForUser = forUser }.Path;
        string[] manager = forUser ? ["systemctl", "--user"] : ["systemctl"];
        if (parsed.GetValue(s_dryRun))
        {
            Screen.Line(string.Join(' ', [.. manager, "disable", "--now", SystemdUnitOptions.Name]));
            Screen.Line($"rm {path}");
            Screen.Line(string.Join(' ', [.. manager, "daemon-reload"]));
            return ModemActorsCommand.Done;
        }

        if (!File.Exists(path))
            throw new VerbException($"there is no {path}: the service is not "
                + $"installed{(forUser ? "" : " (one of your own user goes with --user)")}.");
        Installation.Run([.. manager, "disable", "--now", SystemdUnitOptions.Name]);
        try
        {
            File.Delete(path);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new VerbException($"{path} cannot be removed: run it with sudo.", cause);
        }

        Installation.Run([.. manager, "daemon-reload"]);
        Screen.Line($"{path} is removed. Messages and backups stay in "
            + $"{(forUser ? "~/.local/state" : "/var/lib")}/{SystemdUnitOptions.StateDirectory}, the configuration where it is.");
        return ModemActorsCommand.Done;
    }
}
