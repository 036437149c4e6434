using System.Text;

namespace ModemActors.Ports.Tests;

public sealed class PseudoTerminalSpecs
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    [Fact]
    public async Task What_a_program_writes_is_read_and_answered_while_it_has_the_slave_open()
    {
        using var terminal = PseudoTerminal.Open();
        var buffer = new byte[64];
        for (var session = 0; session < 20; session++)
        {
            var reading = terminal.ReadAsync(buffer, Deadline);
            Assert.False(reading.IsCompleted);
            await using var program = new FileStream(terminal.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            program.Write("AT\r"u8);
            Assert.Equal("AT\r", Encoding.ASCII.GetString(buffer, 0, await reading));
            Assert.True(terminal.HasClient);
            await terminal.WriteAsync("\r\nOK\r\n"u8.ToArray(), Deadline);
            Assert.Equal(6, program.Read(buffer));
            Assert.Equal("\r\nOK\r\n", Encoding.ASCII.GetString(buffer, 0, 6));
        }
    }

    [Fact]
    public async Task What_is_written_while_nobody_listens_is_lost()
    {
        using var terminal = PseudoTerminal.Open();
        for (var i = 0; i < 100; i++)
            await terminal.WriteAsync(new byte[1000], Deadline);
        await using var program = new FileStream(terminal.SlavePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        await terminal.WriteAsync("RDY"u8.ToArray(), Deadline);
        var buffer = new byte[64];
        Assert.Equal("RDY", Encoding.ASCII.GetString(buffer, 0, program.Read(buffer)));
    }
}
