using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ModemActors.Service.Operations;

namespace ModemActors.Service.Tests.Operations;

public sealed class SystemdUnitSpecs : Scratch
{
    private static readonly SystemdUnitOptions s_plain = new()
    {
        Program = ["/opt/modemactors/modemactors"],
        Configuration = "/etc/modem-actors/modem-actors.conf",
        Writes = ["/mnt/nas/backups"],
    };

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("ExecStart=/opt/modemactors/modemactors run --config /etc/modem-actors/modem-actors.conf")]
    [InlineData("ExecStopPost=-/opt/modemactors/modemactors release --config /etc/modem-actors/modem-actors.conf")]
    [InlineData("WatchdogSec=60")]
    [InlineData("Restart=on-failure")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("StateDirectory=modem-actors")]
    [InlineData("WorkingDirectory=%S/modem-actors")]
    [InlineData("SupplementaryGroups=dialout")]
    [InlineData("DeviceAllow=char-tty* rw")]
    [InlineData("ReadWritePaths=-/mnt/nas/backups")]
    [InlineData("ProtectHome=yes")]
    [InlineData("User=modemactors")]
    public void Unit_says_what_it_must(string line) => Assert.Contains(line, SystemdUnit.Write(s_plain).Split('\n'));

    [Fact]
    public void Odd_paths_are_quoted_and_nothing_of_them_is_replaced()
    {
        var unit = SystemdUnit.Write(s_plain with
        {
            Program = ["/home/ann/my modems/modemactors"],
            Configuration = "/etc/100%/$x \"y\".conf"
        });

        Assert.Contains("ExecStart=\"/home/ann/my modems/modemactors\" run --config \"/etc/100%%/$$x \\\"y\\\".conf\"", unit,
            StringComparison.Ordinal);
        Assert.Contains("ProtectHome=read-only", unit, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_in_a_home_directory_can_be_written()
    {
        var unit = SystemdUnit.Write(s_plain with { Writes = ["/home/pi/sms"] });

        Assert.Contains("ReadWritePaths=-/home/pi/sms\nProtectHome=read-only\n", unit, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_of_a_user_asks_for_nothing_that_only_the_system_can_give()
    {
        var unit = SystemdUnit.Write(s_plain with { ForUser = true });

        Assert.Contains("WantedBy=default.target", unit, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^(User|SupplementaryGroups|DeviceAllow|ProtectSystem|CapabilityBoundingSet)=", unit);
    }

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_it_and_calls_it_well_protected()
    {
        // where there is no systemd to ask, the specs above hold its text
        if (OperatingSystem.IsWindows() || !File.Exists("/usr/bin/systemd-analyze"))
            return;
        var program = Write("modemactors", "#!/bin/sh\n");
        File.SetUnixFileMode(program, UnixFileMode.UserExecute | UnixFileMode.UserRead);
        var unit = Write("modemactors.service", SystemdUnit.Write(
            s_plain with { Program = [program], Configuration = "/etc/hosts", User = "root" }));

        var (code, said) = await AnalyzeAsync("verify", unit);
        Assert.DoesNotContain("modemactors.service:", said, StringComparison.Ordinal);
        Assert.Equal(0, code);
        var (_, security) = await AnalyzeAsync("security", "--offline=true", unit);
        var exposure = Regex.Match(security, @"Overall exposure level for \S+: (\d+\.\d+)");
        Assert.True(exposure.Success, security);
        Assert.InRange(double.Parse(exposure.Groups[1].Value, CultureInfo.InvariantCulture), 0, 4.0);
    }

    [Fact]
    public async Task Dry_run_prints_the_unit_and_the_commands_and_does_nothing()
    {
        var outcome = await RunAsync("install", "--dry-run", "-c", Configure("modem-actors.backup.directory = /mnt/nas"));

        Assert.Equal(0, outcome.Code);
        Assert.Contains($"# /etc/systemd/system/modemactors.service", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($" run --config {Path.Combine(Folder, "test.conf")}\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ReadWritePaths=-/mnt/nas\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("useradd --system", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("systemctl enable --now modemactors\nsystemctl restart modemactors\n", outcome.Output, StringComparison.Ordinal);
        Assert.False(File.Exists("/etc/systemd/system/modemactors.service"));
        var removed = await RunAsync("uninstall", "--dry-run", "-c", Path.Combine(Folder, "test.conf"));
        Assert.Equal("systemctl disable --now modemactors\nrm /etc/systemd/system/modemactors.service\nsystemctl daemon-reload\n",
            removed.Output);
    }

    [Fact]
    public async Task Without_a_configuration_file_nothing_is_installed()
    {
        var outcome = await RunAsync("install", "--dry-run");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("needs a configuration file", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_for_windows_survive_spaces()
    {
        var commands = WindowsService.InstallCommands(@"C:\Program Files\ModemActors\modemactors.exe", @"C:\Program Data\m.conf",
            @"C:\Program Files\ModemActors");

        Assert.Equal(
            @"nssm install ModemActors ""C:\Program Files\ModemActors\modemactors.exe"" run --config ""\""C:\Program Data\m.conf\""""", commands[0]);
        Assert.Contains("nssm start ModemActors", commands);
        Assert.Contains("nssm remove ModemActors confirm", WindowsService.UninstallCommands);
    }

    private static async Task<(int Code, string Said)> AnalyzeAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("systemd-analyze", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
