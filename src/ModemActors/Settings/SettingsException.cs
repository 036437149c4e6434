namespace ModemActors.Settings;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Path">Full path of the key, for example <c>modem-actors.modem.baud-rate</c>.</param>
/// <param name="Reason">What is wrong and what is allowed, one sentence.</param>
public sealed record SettingsError(string Path, string Reason)
{
    /// <summary>The path and the reason, for a person.</summary>
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>The configuration cannot be used. Carries everything that is wrong with it, not only the first thing.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Makes one from at least one error.</summary>
    public SettingsException(IReadOnlyList<SettingsError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>What is wrong, in the order of the configuration.</summary>
    public IReadOnlyList<SettingsError> Errors { get; }
}
