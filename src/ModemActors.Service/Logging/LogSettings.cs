using ModemActors.Settings;
using Serilog.Events;

namespace ModemActors.Service.Logging;

/// <summary>The section <c>log</c>.</summary>
/// <param name="Level">What is logged at the start.</param>
/// <param name="Directory">Directory of the rolling files; empty = console only.</param>
/// <param name="Keep">Days that files are kept, 1 to 3650.</param>
/// <param name="FileSize">Octets after which a new file is begun, 1 MB to 1 GB.</param>
/// <param name="MaxFiles">Most files, 1 to 1000.</param>
/// <param name="Redact">True: phone numbers and texts are hidden. PINs, keys and passwords always are.</param>
internal sealed record LogSettings(LogEventLevel Level, string Directory, int Keep, long FileSize, int MaxFiles, bool Redact)
{
    public static LogSettings From(SettingsReader log) => new(
        log.Choice(
            "level", ("info", LogEventLevel.Information), ("debug", LogEventLevel.Debug), ("warning", LogEventLevel.Warning),
            ("error", LogEventLevel.Error)),
        log.Text("directory"),
        log.Whole("keep", 1, 3650),
        log.Octets("file-size", 1_000_000, 1_000_000_000),
        log.Whole("max-files", 1, 1000),
        log.Switch("redact"));
}
