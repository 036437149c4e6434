using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ModemActors.Service.Logging;

/// <summary>How much is logged now.</summary>
/// <param name="Level">debug, info, warning or error.</param>
/// <param name="Configured">What the configuration says.</param>
/// <param name="Until">When it goes back to that by itself, UTC; null = not by itself.</param>
internal sealed record LogLevelView(string Level, string Configured, DateTimeOffset? Until);

/// <summary>The level of the log, which a person may change while the service runs: for good (until it is started anew) or for a
/// while.</summary>
internal sealed class LogLevelControl : IDisposable
{
    /// <summary>The words for it.</summary>
    public static readonly IReadOnlyList<string> Words = ["debug", "info", "warning", "error"];

    private readonly LogEventLevel _configured;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ITimer? _back;
    private DateTimeOffset? _until;

    public LogLevelControl(LogEventLevel configured, TimeProvider time)
    {
        _configured = configured;
        _time = time;
        Switch = new LoggingLevelSwitch(configured);
    }

    public LoggingLevelSwitch Switch { get; }

    public LogLevelView Current
    {
        get
        {
            lock (_lock)
                return new LogLevelView(WordFor(Switch.MinimumLevel), WordFor(_configured), _until);
        }
    }

    public static LogEventLevel? LevelOf(string? word) => word switch
    {
        "debug" => LogEventLevel.Debug,
        "info" => LogEventLevel.Information,
        "warning" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => null,
    };

    /// <param name="duration">After this time it goes back to what the configuration says; null = it stays.</param>
    public LogLevelView Set(LogEventLevel level, TimeSpan? duration)
    {
        lock (_lock)
        {
            _back?.Dispose();
            _back = null;
            _until = duration is { } time ? _time.GetUtcNow() + time : null;
            Switch.MinimumLevel = level;
            if (duration is { } wait)
                _back = _time.CreateTimer(_ => GoBack(), null, wait, Timeout.InfiniteTimeSpan);
        }

        Announce(level, duration);
        return Current;
    }

    public void Dispose()
    {
        lock (_lock)
            _back?.Dispose();
    }

    private void GoBack()
    {
        lock (_lock)
        {
            _until = null;
            Switch.MinimumLevel = _configured;
        }

        Announce(_configured, null);
    }

    // at the level itself, so that it is seen whatever the level is
    private static void Announce(LogEventLevel level, TimeSpan? duration) =>
        Log.Write(level, "The log level is {Level} now{Duration:l}.", WordFor(level), duration is { } time ? $" for {time:g}" : "");

    private static string WordFor(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warning",
        _ => "error",
    };
}
