using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ModemActors.Ports;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Tests.Verbs;

/// <summary>What the program does on a terminal, and where there is none.</summary>
public sealed class TerminalSpecs : Scratch
{
    [Fact]
    public async Task Watch_prints_one_frame_into_a_pipe()
    {
        var file = Configure();
        await RunAsync("send", "+15551234567", "Watched", "--config", file);

        var outcome = await RunAsync("watch", "--config", file);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("Watched", outcome.Output);
        Assert.Contains("queue 1", outcome.Output);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.All(outcome.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Watch_gives_its_picture_as_json()
    {
        var file = Configure();
        await RunAsync("send", "+15551234567", "Watched", "--config", file);

        var outcome = await RunAsync("watch", "--json", "--config", file);

        var picture = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("Watched", picture.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal(1, picture.GetProperty("status").GetProperty("queued").GetInt32());
    }

    [Theory]
    [InlineData("q")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Watch_leaves_the_terminal_as_it_was(string end)
    {
        var file = Configure();
        await RunAsync("send", "+15551234567", "Watched live", "--config", file);
        await using var terminal = await Terminal.StartAsync(Folder, "watch", "--config", file);
        await terminal.ShowsAsync("Watched live");
        await terminal.TypeAsync("\r");
        await terminal.ShowsAsync("Conversation with +15551234567");
        await terminal.TypeAsync("\u001b[D");
        await terminal.ShowsAsync("Enter conversation");

        if (end == "q")
            await terminal.TypeAsync("q");
        else
            await terminal.SignalAsync(end);

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Contains("\u001b[?1049h", terminal.Output);
        Assert.Contains("\u001b[?25h\u001b[?1049l", terminal.Output);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _modemactors modemactors")]
    [InlineData("zsh", "#compdef modemactors")]
    [InlineData("fish", "complete -c modemactors")]
    public async Task Completion_script_is_printed(string shell, string expected)
    {
        var outcome = await RunAsync("completion", shell);

        Assert.Equal(0, outcome.Code);
        Assert.Contains(expected, outcome.Output);
    }

    [Theory]
    [InlineData("mes", "messages")]
    [InlineData("reset |fi", "first")]
    [InlineData("send |--modem |sec", "second")]
    [InlineData("messages |--direction |in", "inbound")]
    [InlineData("reset |first |--lev", "--level")]
    public async Task Completion_proposes_verbs_options_and_modems(string words, string expected)
    {
        var file = Configure();

        var outcome = await RunAsync(["completion", "words", "--", "--config", file, .. words.Split('|').Select(word => word.Trim())]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(expected, outcome.Output.Trim());
    }

    [Fact]
    public async Task Help_names_no_modems()
    {
        var outcome = await RunAsync("reset", "--help", "--config", Configure());

        Assert.Contains("<MODEM>", outcome.Output);
        Assert.DoesNotContain("first", outcome.Output);
    }

    [Fact]
    public async Task Completion_of_an_unknown_shell_is_wrong_usage() => Assert.Equal(2, (await RunAsync("completion", "tcsh")).Code);

    [Fact]
    public void Progress_is_drawn_and_gone_at_the_end()
    {
        using var terminal = new StringWriter();
        using (var progress = new ProgressBar("copying", terminal))
        {
            progress.Report(1, 2);
            progress.Report(2, 2);
        }

        Assert.Contains("copying [############............] 50 %", terminal.ToString());
        Assert.Contains("100 %", terminal.ToString());
        Assert.EndsWith("\r\u001b[K", terminal.ToString());
    }

    [Fact]
    public async Task Retry_of_everything_that_failed_goes_on_behind_the_first_thousand()
    {
        var file = Configure();
        await RunAsync("send", "+15551234567", "first", "--config", file);
        Execute("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1205)
            INSERT INTO messages (phone_number, content, status, direction) SELECT '+1555', 'x' || i, 'failed', 'outbound' FROM n
            """);

        var outcome = await RunAsync("retry", "--all-failed", "--json", "--config", file);

        Assert.Equal(0, outcome.Code);
        Assert.Equal("", outcome.Errors);
        Assert.Equal(1205, JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().Count(each => each.GetProperty("done").GetBoolean()));
    }

    private void Execute(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The program on a terminal of 80 × 24.</summary>
    private sealed class Terminal : IAsyncDisposable
    {
        private readonly PseudoTerminal _terminal;
        private readonly Process _process;
        private readonly StringBuilder _output = new();
        private readonly Task _reading;

        private Terminal(PseudoTerminal terminal, Process process)
        {
            (_terminal, _process) = (terminal, process);
            _reading = Task.Run(ReadAsync);
        }

        public string Output
        {
            get
            {
                lock (_output)
                    return _output.ToString();
            }
        }

        public static Task<Terminal> StartAsync(string directory, params string[] arguments)
        {
            var terminal = PseudoTerminal.Open();
            var program = Path.Combine(AppContext.BaseDirectory, "ModemActors.Service.dll");
            var start = new ProcessStartInfo("sh")
            {
                WorkingDirectory = directory,
                ArgumentList =
                {
                    "-c", $"exec <{terminal.SlavePath} >{terminal.SlavePath}; stty sane rows 24 cols 80; exec dotnet \"$@\"", "sh", program,
                },
            };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            start.Environment["TERM"] = "xterm-256color";
            return Task.FromResult(new Terminal(terminal, Process.Start(start)!));
        }

        public Task ShowsAsync(string text) => Deadline.UntilAsync(
            () => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), $"{text} in {Output}");

        public async Task TypeAsync(string keys)
        {
            lock (_output)
                _output.Append('\n');
            await _terminal.WriteAsync(Encoding.UTF8.GetBytes(keys), CancellationToken.None);
        }

        public async Task SignalAsync(string signal)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
        }

        public async Task<int> EndAsync()
        {
            using var overdue = new CancellationTokenSource(Deadline.Generous);
            await _process.WaitForExitAsync(overdue.Token);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
            _terminal.Dispose();
            await _reading;
        }

        private async Task ReadAsync()
        {
            var buffer = new byte[8192];
            try
            {
                while (true)
                {
                    var count = await _terminal.ReadAsync(buffer, CancellationToken.None);
                    lock (_output)
                        _output.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }
            }
            catch (ObjectDisposedException)
            {
                // the terminal was closed
                return;
            }
        }
    }
}
