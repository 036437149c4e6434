using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Service.Operations;

namespace ModemActors.Service.Verbs;

/// <summary><c>install</c>: a system service that starts with the machine.</summary>
internal static class InstallVerb
{
    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Print what would be done, and do nothing" };
    private static readonly Option<bool> s_user = new("--user") { Description = "A service of your own user instead of the system's" };
    private static readonly Option<bool> s_noStart = new("--no-start") { Description = "Do not start it now" };

    private static readonly Option<string> s_runAs = new("--run-as")
    {
        HelpName = "USER",
        Description = "User that it runs as; made if there is none",
        DefaultValueFactory = _ => SystemdUnitOptions.Name,
    };

    public static Command Create()
    {
        var install = new Verb(
            "install", "Install the service so that it starts with the machine: a hardened systemd unit; on Windows the commands for it.",
            "sudo modemactors install --config /etc/modem-actors/modem-actors.conf")
        {
            s_dryRun, s_user, s_runAs, s_noStart,
        };
        install.SetAction(Run);
        return install;
    }

    private static int Run(ParseResult parsed)
    {
        var configuration = VerbStore.Configuration(parsed);
        var file = configuration.File ?? throw new VerbException(
            "a service needs a configuration file: put the lines of 'modemactors discover' into /etc/modem-actors/modem-actors.conf, or "
                + "name one with --config.");
        if (OperatingSystem.IsWindows())
        {
            Print(WindowsService.InstallCommands(Installation.Program()[^1], Path.GetFullPath(file), AppContext.BaseDirectory));
            return ModemActorsCommand.Done;
        }

        var options = Installation.Options(configuration, file, parsed.GetValue(s_user), parsed.GetValue(s_runAs)!);
        var commands = Commands(options, start: !parsed.GetValue(s_noStart));
        if (parsed.GetValue(s_dryRun))
        {
            Screen.Line($"# {options.Path}");
            Screen.Line(SystemdUnit.Write(options));
            Screen.Line("# then");
            foreach (var command in commands)
                Screen.Line(string.Join(' ', command));
            return ModemActorsCommand.Done;
        }

        Write(options);
        Installation.Run(commands);
        Screen.Line($"{options.Path} is written{(parsed.GetValue(s_noStart) ? "" : " and the service started")}.");
        Screen.Line($"Look at it with: systemctl {(options.ForUser ? "--user " : "")}status {SystemdUnitOptions.Name}; modemactors health");
        foreach (var directory in options.Writes.Where(path => !options.ForUser && !path.StartsWith("/var/lib/modem-actors", StringComparison.Ordinal)))
            Screen.Line($"{options.User} must be able to write {directory}: sudo install -d -o {options.User} -g {options.User} {directory}");
        if (options.ForUser)
            Screen.Line("So that it runs while you are not logged in: loginctl enable-linger");
        return ModemActorsCommand.Done;
    }

    private static string[][] Commands(SystemdUnitOptions options, bool start)
    {
        string[] manager = options.ForUser ? ["systemctl", "--user"] : ["systemctl"];
        List<string[]> commands = [];
        if (!options.ForUser && !Installation.UserExists(options.User))
            commands.Add(["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", options.User]);
        if (!options.ForUser)
        {
            // it may hold a PIN or a secret: nobody else need read it
            commands.Add(["chgrp", options.User, options.Configuration]);
            commands.Add(["chmod", "640", options.Configuration]);
        }

        commands.Add([.. manager, "daemon-reload"]);
        commands.Add(start ? [.. manager, "enable", "--now", SystemdUnitOptions.Name] : [.. manager, "enable", SystemdUnitOptions.Name]);
        if (start)
            commands.Add([.. manager, "restart", SystemdUnitOptions.Name]);
        return [.. commands];
    }

    private static void Write(SystemdUnitOptions options)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
            File.WriteAllText(options.Path, SystemdUnit.Write(options));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new VerbException($"{options.Path} cannot be written: run it with sudo, or use --user for a service of your own.", cause);
        }
    }

    private static void Print(IReadOnlyList<string> commands)
    {
        Screen.Line("Run these in a console of an administrator (NSSM: https://nssm.cc, or 'winget install NSSM.NSSM'):");
        Screen.Line();
        foreach (var command in commands)
            Screen.Line(command);
    }
}
