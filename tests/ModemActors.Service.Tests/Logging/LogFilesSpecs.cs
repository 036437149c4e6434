using ModemActors.Service.Logging;

namespace ModemActors.Service.Tests.Logging;

public sealed class LogFilesSpecs : Scratch
{
    private const string Stamp = "2026-11-21 06:07:0";

    [Fact]
    public void Newest_entries_come_from_as_many_files_as_it_takes_with_what_belongs_to_them()
    {
        Log("20261119", Line(1, "ERR", "old"));
        Log("20261120_002", Line(2, "INF", "second file of a day"));
        Log("20261120", Line(3, "ERR", "first file of a day") + "System.IO.IOException: broken\n   at Here()\n");
        Log("20261121", Line(4, "WRN", "today") + Line(5, "INF", "unfinished")[..^1]);
        Write("other.log", "not ours");

        var files = new LogFiles(Folder);
        Assert.Equal(["first file of a day", "second file of a day", "today"],
            files.Last(3, _ => true).Entries.Select(entry => entry.Message));
        var error = files.Last(10, entry => entry.IsError).Entries;
        Assert.Equal(["old", "first file of a day"], error.Select(entry => entry.Message));
        Assert.Equal("System.IO.IOException: broken\n   at Here()", error[1].Detail);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 7, 3, 250, TimeSpan.FromHours(1)), error[1].At);
    }

    [Fact]
    public async Task Following_goes_on_in_the_next_file_and_loses_nothing_of_the_old_one()
    {
        var first = Log("20261121", Line(1, "INF", "before"));
        var files = new LogFiles(Folder);
        var (_, place) = files.Last(10, _ => true);
        using var enough = new CancellationTokenSource(Deadline.Generous);
        var seen = new List<string>();
        var following = Task.Run(async () =>
        {
            await foreach (var entry in files.FollowAsync(place, enough.Token))
            {
                lock (seen)
                    seen.Add(entry.Detail is null ? entry.Message : $"{entry.Message}|{entry.Detail}");
                if (entry.Message == "last")
                    return;
            }
        });

        await File.AppendAllTextAsync(first, Line(2, "ERR", "broken") + "  at Here()\n");
        await Deadline.UntilAsync(() => Task.FromResult(Has("broken|  at Here()")), "the exception");
        await File.AppendAllTextAsync(first, Line(3, "INF", "end of the old"));
        var second = Log("20261121_001", Line(4, "INF", "beginning of the new"));
        await Deadline.UntilAsync(() => Task.FromResult(Has("beginning of the new")), "the new file");
        await File.AppendAllTextAsync(second, Line(5, "INF", "last"));
        await following;

        Assert.Equal(["broken|  at Here()", "end of the old", "beginning of the new", "last"], seen);

        bool Has(string text)
        {
            lock (seen)
                return seen.Contains(text);
        }
    }

    [Fact]
    public async Task Following_waits_for_a_log_that_is_not_there_yet()
    {
        var files = new LogFiles(Path.Combine(Folder, "logs"));
        var (entries, place) = files.Last(10, _ => true);
        Assert.Empty(entries);
        using var enough = new CancellationTokenSource(Deadline.Generous);
        await using var following = files.FollowAsync(place, enough.Token).GetAsyncEnumerator();
        var first = following.MoveNextAsync();
        Directory.CreateDirectory(Path.Combine(Folder, "logs"));
        Log("logs/modemactors-20261121.log", Line(1, "INF", "hello"), full: true);

        Assert.True(await first);
        Assert.Equal("hello", following.Current.Message);
    }

    private static string Line(int second, string level, string message) => $"{Stamp}{second}.250 +01:00 [{level}] {message}\n";

    private string Log(string name, string content, bool full = false) => Write(full ? name : $"modemactors-{name}.log", content);
}
