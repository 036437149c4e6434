using System.Globalization;

namespace ModemActors.Ports.Tests;

public sealed class LockFileSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("locks-");
    private readonly string _path;

    public LockFileSpecs() => _path = Path.Combine(_folder.FullName, "LCK..ttyUSB2");

    public void Dispose() => _folder.Delete(true);

    [Theory]
    [InlineData("{0,10}\n")]
    [InlineData("{0}\n")]
    [InlineData("{0}")]
    [InlineData("{0,10} minicom root\n")]
    public async Task A_file_of_a_dead_process_is_taken_over_whatever_its_form(string form)
    {
        await File.WriteAllTextAsync(_path, string.Format(CultureInfo.InvariantCulture, form, await DeadProcessAsync()));
        AssertTaken();
    }

    [Fact]
    public async Task A_lock_of_another_program_in_the_customary_folder_keeps_us_out_without_being_configured()
    {
        using var other = await ForeignProcess.HoldAsync("/dev/null");
        File.WriteAllText(_path, $"{other.Id,10}\n");

        var refused = Assert.Throws<PortException>(() => LockFile.CheckCustomary("/dev/ttyUSB2", [_folder.FullName]));
        Assert.Equal((PortFault.LockedByOther, other.Id), (refused.Fault, refused.Holder?.ProcessId));
        LockFile.CheckCustomary("/dev/ttyUSB3", [_folder.FullName]);
    }

    [Fact]
    public async Task A_stale_one_or_our_own_keeps_nobody_out()
    {
        File.WriteAllText(_path, $"{await DeadProcessAsync(),10}\n");
        LockFile.CheckCustomary("/dev/ttyUSB2", [_folder.FullName]);

        File.WriteAllText(_path, $"{Environment.ProcessId,10}\n");
        LockFile.CheckCustomary("/dev/ttyUSB2", [_folder.FullName]);
    }

    [Fact]
    public async Task A_binary_file_of_a_dead_process_is_taken_over()
    {
        await File.WriteAllBytesAsync(_path, BitConverter.GetBytes(await DeadProcessAsync()));
        AssertTaken();
    }

    [Fact]
    public void A_file_with_our_own_number_from_an_earlier_life_is_taken_over()
    {
        File.WriteAllText(_path, $"{Environment.ProcessId,10}\n");
        AssertTaken();
    }

    [Theory]
    [InlineData("")]
    [InlineData("busy\n")]
    [InlineData("-1\n")]
    [InlineData("0\n")]
    public void A_file_that_names_no_process_is_honoured(string content)
    {
        File.WriteAllText(_path, content);
        var refused = Assert.Throws<PortException>(() => LockFile.Take(_path, "/dev/ttyUSB2"));
        Assert.Equal(PortFault.LockedByOther, refused.Fault);
        Assert.Null(refused.Holder);
        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public async Task A_living_process_keeps_it_also_in_binary_form()
    {
        using var process = await ForeignProcess.HoldAsync("/dev/null");
        await File.WriteAllBytesAsync(_path, BitConverter.GetBytes(process.Id));
        Assert.Equal(process.Id, Assert.Throws<PortException>(() => LockFile.Take(_path, "/dev/ttyUSB2")).Holder?.ProcessId);
    }

    [Fact]
    public void Two_ports_of_this_process_cannot_share_it()
    {
        using var first = LockFile.Take(_path, "/dev/ttyUSB2");
        var refused = Assert.Throws<PortException>(() => LockFile.Take(_path, "/dev/ttyUSB3"));
        Assert.Equal(PortFault.LockedByOther, refused.Fault);
        Assert.Equal(Environment.ProcessId, refused.Holder?.ProcessId);
    }

    [Fact]
    public void A_file_that_somebody_took_by_force_is_left_alone()
    {
        var ours = LockFile.Take(_path, "/dev/ttyUSB2");
        File.WriteAllText(_path, "         1\n");
        ours.Dispose();
        Assert.Equal("         1\n", File.ReadAllText(_path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_a_clear_error()
    {
        var refused = Assert.Throws<PortException>(() => LockFile.Take(Path.Combine(_folder.FullName, "none", "lock"), "/dev/ttyUSB2"));
        Assert.Equal(PortFault.AccessDenied, refused.Fault);
        Assert.Contains("lock-file", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/run/lock/modem.lock", "/run/lock/modem.lock")]
    [InlineData("/run/locks-none/", "/run/locks-none/LCK..ttyUSB2")]
    [InlineData("/tmp", "/tmp/LCK..ttyUSB2")]
    public void A_folder_means_the_usual_name_in_it(string configured, string expected) =>
        Assert.Equal(expected, LockFile.PathFor(configured, "/dev/ttyUSB2"));

    private static async Task<int> DeadProcessAsync()
    {
        var process = await ForeignProcess.HoldAsync("/dev/null");
        process.Dispose();
        return process.Id;
    }

    private void AssertTaken()
    {
        using (LockFile.Take(_path, "/dev/ttyUSB2"))
            Assert.Equal($"{Environment.ProcessId,10}\n", File.ReadAllText(_path));
        Assert.Empty(_folder.GetFileSystemInfos());
    }
}
