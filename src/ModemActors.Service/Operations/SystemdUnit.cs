using System.Globalization;
using System.Text;

namespace ModemActors.Service.Operations;

/// <summary>Everything that a unit file depends on.</summary>
internal sealed record SystemdUnitOptions
{
    public const string Name = "modemactors";

    /// <summary>Below /var/lib, as the configuration lies in /etc/modem-actors.</summary>
    public const string StateDirectory = "modem-actors";

    /// <summary>The command that starts the program, without a verb.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Full path of the configuration.</summary>
    public required string Configuration { get; init; }

    /// <summary>True: a unit of the user's own manager.</summary>
    public bool ForUser { get; init; }

    /// <summary>Who runs it; not for a user's unit.</summary>
    public string User { get; init; } = Name;

    /// <summary>Groups that may use serial ports and are there on this machine.</summary>
    public IReadOnlyList<string> Groups { get; init; } = ["dialout"];

    /// <summary>Full paths outside of the state directory that it writes.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>Where the .NET runtime is, if it is not where programs look for it; null = it is.</summary>
    public string? DotnetRoot { get; init; }

    /// <summary>The file.</summary>
    public string Path => ForUser
        ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "systemd", "user", Name + ".service")
        : $"/etc/systemd/system/{Name}.service";
}

/// <summary>The unit that <c>modemactors install</c> writes.</summary>
internal static class SystemdUnit
{
    /// <summary>A sign of life must come twice as often.</summary>
    private const int WatchdogSeconds = 60;

    public static string Write(SystemdUnitOptions options)
    {
        var unit = new StringBuilder();
        void Line(string text = "") => unit.Append(text).Append('\n');
        var home = IsBelowHome(options) ? "read-only" : "yes";
        Line("# Written by 'modemactors install'. Change it by 'systemctl edit modemactors', which keeps your lines apart from these.");
        Line("[Unit]");
        Line("Description=ModemActors, supervisor of SMS modems");
        if (!options.ForUser)
        {
            // Devices are allowed by their driver's name, which is known only once the driver is there.
            Line("Wants=network-online.target modprobe@usbserial.service modprobe@cdc_acm.service");
            Line("After=network-online.target modprobe@usbserial.service modprobe@cdc_acm.service");
        }

        Line("StartLimitIntervalSec=0");
        Line();
        Line("[Service]");
        Line("Type=notify");
        Line("NotifyAccess=main");
        Line($"ExecStart={Command(options, "run")}");
        Line("# after-close commands, lock files: done for us if we could not do it ourselves");
        Line($"ExecStopPost=-{Command(options, "release")}");
        Line("Restart=on-failure");
        Line("RestartSec=5");
        Line(string.Create(CultureInfo.InvariantCulture, $"WatchdogSec={WatchdogSeconds}"));
        Line("TimeoutStartSec=120");
        Line("TimeoutStopSec=30");
        Line("KillMode=mixed");
        Line($"StateDirectory={SystemdUnitOptions.StateDirectory}");
        Line($"WorkingDirectory=%S/{SystemdUnitOptions.StateDirectory}");
        Line("UMask=0007");
        if (options.DotnetRoot is { } root)
            Line($"Environment={Quote($"DOTNET_ROOT={root}")}");
        Line("NoNewPrivileges=yes");
        if (options.ForUser)
        {
            Line();
            Line("[Install]");
            Line("WantedBy=default.target");
            return unit.ToString();
        }

        Line($"User={options.User}");
        Line($"Group={options.User}");
        if (options.Groups.Count > 0)
            Line($"SupplementaryGroups={string.Join(' ', options.Groups)}");
        Line("StateDirectoryMode=2770");
        Line("# serial ports, and USB devices to reset them; access to each still goes by its group");
        Line("DevicePolicy=closed");
        Line("DeviceAllow=char-tty* rw");
        Line("DeviceAllow=char-usb_device rw");
        Line("ProtectSystem=strict");
        foreach (var path in options.Writes)
            Line($"ReadWritePaths={Quote("-" + path)}");
        Line($"ProtectHome={home}");
        Line("PrivateTmp=yes");
        Line("ProtectClock=yes");
        Line("ProtectControlGroups=yes");
        Line("ProtectHostname=yes");
        Line("ProtectKernelLogs=yes");
        Line("ProtectKernelModules=yes");
        Line("# /sys stays as writable as its permissions say: recovery may take a USB device out and in by its 'authorized' file");
        Line("ProtectKernelTunables=no");
        Line("RestrictNamespaces=yes");
        Line("RestrictRealtime=yes");
        Line("RestrictSUIDSGID=yes");
        Line("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK");
        Line("LockPersonality=yes");
        Line("CapabilityBoundingSet=");
        Line("AmbientCapabilities=");
        Line("SystemCallArchitectures=native");
        Line("SystemCallFilter=@system-service");
        Line("SystemCallErrorNumber=EPERM");
        Line("# MemoryDenyWriteExecute is left out: .NET compiles while it runs");
        Line();
        Line("[Install]");
        Line("WantedBy=multi-user.target");
        return unit.ToString();
    }

    private static string Command(SystemdUnitOptions options, string verb) =>
        string.Join(' ', options.Program.Append(verb).Append("--config").Append(options.Configuration).Select(Quote));

    private static bool IsBelowHome(SystemdUnitOptions options) =>
        options.Program.Append(options.Configuration).Append(options.DotnetRoot ?? "").Concat(options.Writes)
            .Any(path => path.StartsWith("/home/", StringComparison.Ordinal) || path.StartsWith("/root/", StringComparison.Ordinal));

    /// <summary>systemd.syntax(7): quotes around what has spaces; % and $ would be replaced.</summary>
    private static string Quote(string text)
    {
        var safe = text.Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return safe.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=' or '%' or '$' or ':' or '@')
            ? safe
            : $"\"{safe.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
