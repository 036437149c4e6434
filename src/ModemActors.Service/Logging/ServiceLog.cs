using System.Globalization;
using ModemActors.Service.Configuration;
using ModemActors.Service.Verbs;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ModemActors.Service.Logging;

/// <summary>The service's log: console and rolling files, both behind <see cref="LogRedaction"/>.</summary>
internal static class ServiceLog
{
    /// <summary>Files are <c>modemactors-20260131.log</c>, and when one is full <c>modemactors-20260131_001.log</c>.</summary>
    public const string FilePrefix = "modemactors-";

    private const string ConsoleLine = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    // with its zone: files are read elsewhere and later
    private const string FileLine = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <summary>Opens the log as the settings say. The level is the caller's to change while it is open.</summary>
    /// <exception cref="VerbException">The log directory cannot be written.</exception>
    public static void Open(LogSettings settings, LogRedaction redaction, LoggingLevelSwitch level)
    {
        var sinks = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: ConsoleLine, formatProvider: CultureInfo.InvariantCulture);
        if (settings.Directory.Length > 0)
        {
            CheckDirectory(settings.Directory);
            AddFiles(sinks, settings);
        }

        Log.Logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .Destructure.AsScalar<Personal>()
            .WriteTo.Sink(new RedactingSink(sinks.CreateLogger(), redaction))
            .CreateLogger();
    }

    /// <summary>A new file each day and whenever one is full; the oldest go when they are too old or too many.</summary>
    internal static void AddFiles(LoggerConfiguration sinks, LogSettings settings) => sinks.WriteTo.File(
        Path.Combine(settings.Directory, FilePrefix + ".log"), outputTemplate: FileLine, formatProvider: CultureInfo.InvariantCulture,
        rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, fileSizeLimitBytes: settings.FileSize,
        retainedFileCountLimit: settings.MaxFiles, retainedFileTimeLimit: TimeSpan.FromDays(settings.Keep));

    private static void CheckDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            File.Create(Path.Combine(directory, $".{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"the log directory cannot be written: {cause.Message} Set modem-actors.log.directory.", cause);
        }
    }
}
