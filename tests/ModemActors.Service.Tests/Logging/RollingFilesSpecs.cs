using System.Globalization;
using ModemActors.Service.Logging;
using Serilog;
using Serilog.Events;

namespace ModemActors.Service.Tests.Logging;

public sealed class RollingFilesSpecs : Scratch
{
    [Fact]
    public void Full_file_is_followed_by_another_and_old_or_too_many_ones_go()
    {
        var today = DateTime.Now;
        var old = Write(Name(today.AddDays(-20)), "old");
        var young = Write(Name(today.AddDays(-2)), "young");
        var sinks = new LoggerConfiguration();
        ServiceLog.AddFiles(sinks, new LogSettings(LogEventLevel.Information, Folder, Keep: 14, FileSize: 10_000, MaxFiles: 4, Redact: false));
        using (var log = sinks.CreateLogger())
        {
            for (var line = 0; line < 250; line++)
                log.Information("{Line} {Filler:l}", line, new string('x', 100));
        }

        Assert.False(File.Exists(old), "older than 14 days");
        Assert.False(File.Exists(young), "one of more than 4 files");
        var files = new LogFiles(Folder);
        Assert.Equal(4, files.List().Count);
        Assert.All(files.List(), file => Assert.InRange(new FileInfo(file).Length, 1, 10_500));
        Assert.StartsWith("249 ", files.Last(1, _ => true).Entries[0].Message, StringComparison.Ordinal);
        Assert.Equal([240, 249], new[] { files.Last(10, _ => true).Entries[0], files.Last(10, _ => true).Entries[9] }
            .Select(entry => int.Parse(entry.Message.Split(' ')[0], CultureInfo.InvariantCulture)));
    }

    private static string Name(DateTime day) => $"{ServiceLog.FilePrefix}{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.log";
}
