using ModemActors.Messages;

namespace ModemActors.Settings;

/// <summary>How modems are watched, and what is done when they are sick.</summary>
public sealed record HealthSettings
{
    private static readonly string[] s_rungs = ["reopen", "radio", "modem", "usb", "power"];

    /// <summary>How often a quiet modem is asked for a sign of life, 1 s to 1 h.</summary>
    public required TimeSpan CheckInterval { get; init; }

    /// <summary>Unanswered questions before recovery begins, 1 to 100; a silent modem is asked every 2 s.</summary>
    public required int FailuresBeforeRecovery { get; init; }

    /// <summary>How long a modem may be without network, without SIM, or send nothing, before recovery begins, 10 s to 1 d.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The rungs that may be climbed.</summary>
    public required IReadOnlyList<ResetLevel> Ladder { get; init; }

    /// <summary>Most resets of one modem within an hour, reopening the port not counted, 1 to 60.</summary>
    public required int ResetsPerHour { get; init; }

    /// <summary>The command that takes a modem's power away and gives it back; null = there is none.</summary>
    public required string? PowerCommand { get; init; }

    /// <summary>How long a modem that worked may be silent before recovery begins.</summary>
    public TimeSpan Silence => TimeSpan.FromSeconds(2) * FailuresBeforeRecovery;

    internal static HealthSettings From(SettingsReader reader)
    {
        var rungs = reader.Texts("ladder");
        foreach (var rung in rungs.Where(rung => !s_rungs.Contains(rung)))
            reader.Wrong("ladder", $"names '{rung}' but there are only: {string.Join(", ", s_rungs)}");
        return new HealthSettings
        {
            CheckInterval = reader.Duration("check-interval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            FailuresBeforeRecovery = reader.Whole("failures-before-recovery", 1, 100),
            Patience = reader.Duration("patience", TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
            Ladder = [.. rungs.Where(s_rungs.Contains).Select(rung => ResetLevel.Reopen + Array.IndexOf(s_rungs, rung)).Distinct().Order()],
            ResetsPerHour = reader.Whole("resets-per-hour", 1, 60),
            PowerCommand = reader.Text("power-command") is { Length: > 0 } command ? command : null,
        };
    }
}
