using System.Globalization;
using ModemActors.Service.Configuration;
using ModemActors.Service.Verbs;
using Serilog;
using Serilog.Events;

namespace ModemActors.Service.Running;

/// <summary>The service's log: console and a rolling file, a day each.</summary>
internal static class ServiceLog
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <exception cref="VerbException">The log directory cannot be written.</exception>
    public static void Open(ServiceSettings settings)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (settings.LogDirectory.Length > 0)
        {
            CheckDirectory(settings.LogDirectory);
            log.WriteTo.File(
                Path.Combine(settings.LogDirectory, "modemactors-.log"), outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: settings.LogFilesKept, shared: true);
        }

        Log.Logger = log.CreateLogger();
    }

    public static Akka.Event.LogLevel AkkaLevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => Akka.Event.LogLevel.DebugLevel,
        LogEventLevel.Information => Akka.Event.LogLevel.InfoLevel,
        LogEventLevel.Warning => Akka.Event.LogLevel.WarningLevel,
        _ => Akka.Event.LogLevel.ErrorLevel,
    };

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
