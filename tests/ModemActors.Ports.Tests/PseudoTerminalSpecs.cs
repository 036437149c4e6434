using System.Text;

namespace ModemActors.Ports.Tests;

public sealed class PseudoTerminalSpecs
{
    [Fact]
    public async Task What_a_program_writes_is_read_and_answered_while_it_has_the_slave_open()
    {
        using var terminal = PseudoTerminal.Open();
        var buffer = new byte[64];
        for (var session = 0; session < 20; session++)
        {
            var reading = terminal.ReadAsync(buffer, Deadline.Token);
            Assert.False(reading.IsCompleted);
            await using var program = new FileStream(terminal.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            program.Write("AT\r"u8);
            Assert.Equal("AT\r", Encoding.ASCII.GetString(buffer, 0, await reading));
            Assert.True(terminal.HasClient);
            await terminal.WriteAsync("\r\nOK\r\n"u8.ToArray(), Deadline.Token);
            Assert.Equal(6, program.Read(buffer));
            Assert.Equal("\r\nOK\r\n", Encoding.ASCII.GetString(buffer, 0, 6));
        }
    }

    [Fact]
    public async Task What_is_written_while_nobody_listens_is_lost()
    {
        using var terminal = PseudoTerminal.Open();
        for (var i = 0; i < 100; i++)
            await terminal.WriteAsync(new byte[1000], Deadline.Token);
        await using var program = new FileStream(terminal.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        await terminal.WriteAsync("RDY"u8.ToArray(), Deadline.Token);
        var buffer = new byte[64];
        Assert.Equal("RDY", Encoding.ASCII.GetString(buffer, 0, program.Read(buffer)));
    }

    [Fact]
    public async Task A_program_that_goes_away_frees_whoever_waits_to_write_to_it()
    {
        using var terminal = PseudoTerminal.Open();
        Task writing;
        using (var process = await ForeignProcess.HoldAsync(terminal.SlavePath))
        {
            Assert.True(terminal.HasClient);
            writing = terminal.WriteAsync(new byte[1_000_000], Deadline.Token).AsTask();
            Assert.False(writing.IsCompleted);
        }

        await writing;
        Assert.False(terminal.HasClient);
    }

    [Fact]
    public async Task A_cancelled_read_and_a_cancelled_write_end()
    {
        using var terminal = PseudoTerminal.Open();
        using var process = await ForeignProcess.HoldAsync(terminal.SlavePath);
        using var cancellation = new CancellationTokenSource();
        var reading = terminal.ReadAsync(new byte[16], cancellation.Token).AsTask();
        var writing = terminal.WriteAsync(new byte[1_000_000], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task Hanging_up_looks_like_unplugging_and_ends_our_own_transfers_too()
    {
        var terminal = PseudoTerminal.Open();
        using var program = new FileStream(terminal.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        var reading = terminal.ReadAsync(new byte[16], Deadline.Token).AsTask();
        terminal.HangUp();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await terminal.WriteAsync("x"u8.ToArray(), Deadline.Token));
        Assert.Equal(0, program.Read(new byte[16]));
        Assert.Throws<IOException>(() => program.Write("AT\r"u8));
        Assert.False(File.Exists(terminal.SlavePath));
        terminal.Dispose();
    }

    [Fact]
    public async Task Two_hundred_and_fifty_six_of_them_answer_at_once()
    {
        var terminals = Enumerable.Range(0, 256).Select(_ => PseudoTerminal.Open()).ToList();
        var programs = terminals.ConvertAll(
            each => new FileStream(each.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0));
        var echoes = terminals.ConvertAll(each => Task.Run(async () =>
        {
            var buffer = new byte[64];
            await each.WriteAsync(buffer.AsMemory(0, await each.ReadAsync(buffer, Deadline.Token)), Deadline.Token);
        }));
        for (var i = 0; i < programs.Count; i++)
            programs[i].Write(Encoding.ASCII.GetBytes($"modem {i}"));
        await Task.WhenAll(echoes);
        var heard = new byte[64];
        for (var i = 0; i < programs.Count; i++)
            Assert.Equal($"modem {i}", Encoding.ASCII.GetString(heard, 0, programs[i].Read(heard)));
        programs.ForEach(each => each.Dispose());
        terminals.ForEach(each => each.Dispose());
    }
}
