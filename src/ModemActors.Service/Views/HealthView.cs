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
