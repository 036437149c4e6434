using System.Text.Json.Serialization;

namespace ModemActors.Service.Views;

/// <summary>How well something does.</summary>
internal enum Verdict
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do; null = nothing.</param>
internal sealed record HealthCheck(string Name, Verdict Verdict, string Detail, string? Advice = null);

/// <summary>Everything that was looked at; the worst of it is the verdict.</summary>
internal sealed record HealthView(Verdict Verdict, IReadOnlyList<HealthCheck> Checks)
{
    public static HealthView Of(IReadOnlyList<HealthCheck> checks) => new(checks.Max(check => check.Verdict), checks);
}

/// <summary>The process answers.</summary>
internal sealed record LiveView(string Status);

/// <summary>Whether the service can do its work.</summary>
/// <param name="Status"><c>ready</c>, <c>degraded</c> (some modem is not ready) or <c>not ready</c>.</param>
internal sealed record ReadyView(string Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Store { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actors { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ModemsNotTried { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ModemsNotReady { get; init; }
}
