using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Outbox;

/// <summary>send-mode = stored: whether parts are written to the SIM first, and into which memory. Where that does not work they are sent directly for a while.</summary>
internal sealed class StoringMode(ModemSettings modem)
{
    public static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_shortPause = TimeSpan.FromSeconds(5);

    private DateTimeOffset _pausedUntil;

    /// <summary>The memory that is selected.</summary>
    public string Storage { get; set; } = modem.Storage;

    public bool IsOn(DateTimeOffset now) => modem is { StoresFirst: true, TextMode: false } && now >= _pausedUntil;

    public void Pause(DateTimeOffset until) => _pausedUntil = until;

    /// <summary>How long to send directly after a part could not be written: a full memory is tried again as soon as there may be room.</summary>
    public static TimeSpan PauseAfter(AtFailure failure) => failure.Nature is ErrorNature.Permanent or ErrorNature.Unsupported ? LongPause : s_shortPause;
}
