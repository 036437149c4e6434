namespace ModemActors.Protocol.At;

/// <summary>How the lines of unsolicited codes are read.</summary>
internal static class UnsolicitedReadings
{
    /// <summary><c>+CMTI: "SM",3</c>; seen as well: without memory, without index, with index -1.</summary>
    public static UnsolicitedCode MessageStored(string line, ReadOnlySpan<char> rest)
    {
        var (storage, index) = Slot(rest);
        return new MessageStored(line, storage, index);
    }

    public static UnsolicitedCode ReportStored(string line, ReadOnlySpan<char> rest)
    {
        var (storage, index) = Slot(rest);
        return new ReportStored(line, storage, index);
    }

    /// <summary>The length in a header of PDU mode (<c>[alpha],length</c>); null in text mode.</summary>
    public static int? LengthOf(ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        var last = parameters.Count - 1;
        return last is 0 or 1 && !parameters.IsQuotedAt(last) && parameters.NumberAt(last) is { } length and >= 0 ? length : null;
    }

    public static UnsolicitedCode CallIncoming(string line, ReadOnlySpan<char> rest) =>
        new CallIncoming(line, AtParameters.Parse(rest).NonEmptyAt(0));

    public static UnsolicitedCode? UssdReceived(string line, ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        return parameters.NumberAt(0) is { } status ? new UssdReceived(line, status, parameters.TextAt(1), parameters.NumberAt(2)) : null;
    }

    public static UnsolicitedCode? RegistrationChanged(string line, ReadOnlySpan<char> rest, RegistrationDomain domain) =>
        RegistrationLine.Parse(rest) is { } registration ? new RegistrationChanged(line, domain, registration) : null;

    public static UnsolicitedCode Pin(string line, ReadOnlySpan<char> rest) =>
        ReadPinStatus.Parse(rest) is var status && status == PinStatus.Ready ? new PinReady(line) : new PinRequired(line, status);

    /// <summary>Indicators are numbered differently on every modem; only those that say their name are understood.</summary>
    public static UnsolicitedCode Indicator(string line, ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        var name = parameters.TextAt(0) ?? "";
        var isFull = name.Replace(" ", "", StringComparison.Ordinal).Equals("smsfull", StringComparison.OrdinalIgnoreCase);
        if (isFull && parameters.TextAt(1) != "0")
            return new StorageFull(line, parameters.NumberAt(1) is null ? parameters.NonEmptyAt(1) : null);
        return name.ToUpperInvariant() switch
        {
            "SMS DONE" or "PB DONE" => new ModemBooted(line, false),
            "CSQ" when parameters.NumberAt(1) is { } rssi => new SignalChanged(line, SignalQuality.FromCsq(rssi, parameters.NumberAt(2))),
            _ => new OtherUnsolicited(line),
        };
    }

    private static (string? Storage, int? Index) Slot(ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        if (parameters.Count == 1 && !parameters.IsQuotedAt(0)) return (null, IndexAt(parameters, 0));
        return (parameters.NonEmptyAt(0), IndexAt(parameters, 1));
    }

    private static int? IndexAt(AtParameters parameters, int at) => parameters.NumberAt(at) is { } index and >= 0 ? index : null;
}
