namespace ModemActors.Protocol.At;

/// <summary>The registration lines: <c>+CREG: n,stat[,lac,ci[,act]]</c> as an answer, <c>+CREG: stat[,lac,ci[,act]]</c> as unsolicited
/// code, told apart by their form alone.</summary>
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

    /// <summary>True if the second parameter is a state: one or two bare digits, 0 to 11, or more with zeros in front if the first has them
    /// too (Iridium).
    /// In the unsolicited form it is missing, quoted, or the four digits of an area.</summary>
    public static bool IsAnswer(ReadOnlySpan<char> rest) => IsAnswer(AtParameters.Parse(rest));

    /// <summary>The registration, in whichever form; null = no state in it.</summary>
    public static Registration? Parse(ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        var at = IsAnswer(parameters) ? 1 : 0;
        return parameters.NumberAt(at) is { } status and >= 0 and <= 11
            ? WithPlace((RegistrationStatus)status, parameters, at + 1)
            : null;
    }

    /// <summary>Area, cell and access technology; some LTE modems (Novatel E362) put the two digits of a routing area between area and
    /// cell.</summary>
    private static Registration WithPlace(RegistrationStatus status, AtParameters parameters, int area)
    {
        var isRoutingArea = parameters.TextAt(area + 1)?.Length is 1 or 2 && parameters.TextAt(area + 2)?.Length >= 4;
        var cell = isRoutingArea ? area + 2 : area + 1;
        int? technology = parameters.NumberAt(cell + 1) is { } number and >= 0 ? number : null;
        return new(status, CodeAt(parameters, area), CodeAt(parameters, cell), technology);
    }

    private static bool IsAnswer(AtParameters parameters) =>
        parameters.NumberAt(0) is >= 0 and <= 5
        && !parameters.IsQuotedAt(1)
        && parameters.TextAt(1) is { } second && AtText.IsDigits(second)
        && (second.Length <= 2 || parameters.TextAt(0)!.Length >= 3)
        && parameters.NumberAt(1) is >= 0 and <= 11;

    private static string? CodeAt(AtParameters parameters, int index) =>
        parameters.NonEmptyAt(index) is { } code && AtText.IsHexDigits(code) ? code.ToUpperInvariant() : null;
}
