namespace ModemActors.Ports.Tests;

public sealed class SerialPortOpenerSpecs : IDisposable
{
    private readonly PseudoTerminal _modem = PseudoTerminal.Open();
    private readonly SerialPortOpener _opener = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ports-");

    public void Dispose()
    {
        _modem.Dispose();
        _folder.Delete(true);
    }

    [Fact]
    public async Task A_link_leads_to_the_device()
    {
        var link = Path.Combine(_folder.FullName, "modem");
        File.CreateSymbolicLink(link, _modem.SlavePath);
        await using var port = await OpenAsync(link);
        Assert.Equal(_modem.SlavePath, port.Name);
    }

    [Fact]
    public async Task A_port_that_another_process_has_open_is_refused_and_the_process_named()
    {
        using (var process = await ForeignProcess.HoldAsync(_modem.SlavePath))
        {
            var refused = await AssertRefusedAsync(PortFault.Busy, _modem.SlavePath);
            Assert.Equal(process.Id, refused.Holder?.ProcessId);
            var named = $"{_modem.SlavePath} is held by {refused.Holder!.ProcessName} (pid {process.Id})";
            Assert.StartsWith(named, refused.Message, StringComparison.Ordinal);
        }

        await using var port = await OpenAsync(_modem.SlavePath);
    }

    [Fact]
    public async Task A_second_open_in_this_process_is_refused_also_by_another_name_until_the_first_is_closed()
    {
        var link = Path.Combine(_folder.FullName, "modem");
        File.CreateSymbolicLink(link, _modem.SlavePath);
        var first = await OpenAsync(_modem.SlavePath);
        Assert.Equal(Environment.ProcessId, (await AssertRefusedAsync(PortFault.Busy, link)).Holder?.ProcessId);
        await first.DisposeAsync();
        await using var second = await OpenAsync(link);
    }

    [Fact]
    public async Task A_missing_device_is_not_found()
    {
        var refused = await AssertRefusedAsync(PortFault.NotFound, "/dev/ttyNone7");
        Assert.Contains("/dev/ttyNone7 does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dangling_link_is_not_found()
    {
        var link = Path.Combine(_folder.FullName, "modem");
        File.CreateSymbolicLink(link, "/dev/ttyNone7");
        await AssertRefusedAsync(PortFault.NotFound, link);
    }

    [Fact]
    public async Task A_plain_file_is_no_serial_port()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "text");
        await AssertRefusedAsync(PortFault.Unsupported, file);
        Assert.Equal("text", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_device_that_is_no_terminal_is_no_serial_port() => await AssertRefusedAsync(PortFault.Unsupported, "/dev/zero");

    [Fact]
    public async Task A_usb_address_that_no_port_has_is_not_found() =>
        Assert.Equal(PortFault.NotFound, (await Assert.ThrowsAsync<PortException>(
            () => _opener.OpenAsync(new UsbPort(0xfffe, 0xfffe, 99), new PortOptions(), Deadline.Token))).Fault);

    [Fact]
    public async Task An_address_of_another_kind_is_unsupported() =>
        Assert.Equal(PortFault.Unsupported, (await Assert.ThrowsAsync<PortException>(
            () => _opener.OpenAsync(new SimulatorPort(), new PortOptions(), Deadline.Token))).Fault);

    [Fact]
    public async Task A_refused_open_leaves_nothing_held()
    {
        var lockFile = Path.Combine(_folder.FullName, "lock");
        using (await ForeignProcess.HoldAsync(_modem.SlavePath))
            await AssertRefusedAsync(PortFault.Busy, _modem.SlavePath, lockFile);
        Assert.False(File.Exists(lockFile));
        await using var port = await OpenAsync(_modem.SlavePath, lockFile);
    }

    [Fact]
    public async Task A_cancelled_open_opens_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _opener.OpenAsync(new DevicePort(_modem.SlavePath), new PortOptions(), new CancellationToken(true)));
        await using var port = await OpenAsync(_modem.SlavePath);
    }

    [Fact]
    public async Task What_the_modem_said_to_an_earlier_program_is_not_heard()
    {
        await using (var earlier = await OpenAsync(_modem.SlavePath))
            await _modem.WriteAsync("stale"u8.ToArray(), Deadline.Token);
        await using var port = await OpenAsync(_modem.SlavePath);
        await _modem.WriteAsync("new"u8.ToArray(), Deadline.Token);
        var buffer = new byte[16];
        var count = await port.ReadAsync(buffer, Deadline.Token);
        Assert.Equal("new"u8, buffer.AsSpan(0, count));
    }

    [Fact]
    public async Task A_lock_file_lives_as_long_as_the_port()
    {
        var port = await OpenAsync(_modem.SlavePath, _folder.FullName);
        var lockFile = Path.Combine(_folder.FullName, "LCK.." + Path.GetFileName(_modem.SlavePath));
        Assert.Equal($"{Environment.ProcessId,10}\n", await File.ReadAllTextAsync(lockFile));
        await port.DisposeAsync();
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_living_holder_of_the_lock_file_is_named()
    {
        var lockFile = Path.Combine(_folder.FullName, "lock");
        using var process = await ForeignProcess.HoldAsync("/dev/null");
        await File.WriteAllTextAsync(lockFile, $"{process.Id,10}\n");
        var refused = await AssertRefusedAsync(PortFault.LockedByOther, _modem.SlavePath, lockFile);
        Assert.Equal(process.Id, refused.Holder?.ProcessId);
        Assert.Contains($"(pid {process.Id})", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(lockFile));
    }

    private async Task<PortException> AssertRefusedAsync(PortFault fault, string path, string lockFile = "")
    {
        var refused = await Assert.ThrowsAsync<PortException>(() => OpenAsync(path, lockFile));
        Assert.Equal(fault, refused.Fault);
        return refused;
    }

    private Task<IModemPort> OpenAsync(string path, string lockFile = "") =>
        _opener.OpenAsync(new DevicePort(path), new PortOptions { LockFile = lockFile }, Deadline.Token);
}
