namespace ModemActors.Protocol.At;

/// <summary>The registration lines: <c>+CREG: n,stat[,lac,ci[,act]]</c> as an answer, <c>+CREG: stat[,lac,ci[,act]]</c> as unsolicited code, told apart by their form alone.</summary>
internal static class RegistrationLine
{
    public static string HeaderOf(RegistrationDomain domain) => domain switch
    {
        RegistrationDomain.Packet => "+CGREG",
        RegistrationDomain.Eps => "+CEREG",
        _ => "+CREG",
    };

    public static RegistrationDomain? DomainOf(ReadOnlySpan<char> header) => header switch
    {
        "+CREG" => RegistrationDomain.Circuit,
        "+CGREG" => RegistrationDomain.Packet,
        "+CEREG" => RegistrationDomain.Eps,
        _ => null,
    };

    /// <summary>True if the second parameter is a state: one or two bare digits, 0 to 11. In the unsolicited form it is missing, quoted, or the four digits of an area.</summary>
    public static bool IsAnswer(ReadOnlySpan<char> rest) => IsAnswer(AtParameters.Parse(rest));

    /// <summary>The registration, in whichever form; null = no state in it.</summary>
    public static Registration? Parse(ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        var at = IsAnswer(parameters) ? 1 : 0;
        return parameters.NumberAt(at) is { } status and >= 0 and <= 11
            ? new(
                status == 11 ? RegistrationStatus.EmergencyOnly : (RegistrationStatus)status,
                CodeAt(parameters, at + 1),
                CodeAt(parameters, at + 2),
                parameters.NumberAt(at + 3) is { } technology and >= 0 ? technology : null)
            : null;
    }

    private static bool IsAnswer(AtParameters parameters) =>
        parameters.NumberAt(0) is >= 0 and <= 5
        && !parameters.IsQuotedAt(1)
        && parameters.TextAt(1) is { Length: 1 or 2 } second && AtText.IsDigits(second)
        && parameters.NumberAt(1) is >= 0 and <= 11;

    private static string? CodeAt(AtParameters parameters, int index) =>
        parameters.NonEmptyAt(index) is { } code && AtText.IsHexDigits(code) ? code.ToUpperInvariant() : null;
}
