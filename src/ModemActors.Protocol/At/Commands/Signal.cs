using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.At;

/// <summary>The signal (TS 27.007 §8.5).</summary>
/// <param name="Dbm">Received power, -113 (or less) to -51 (or more) dBm; null = unknown or not detectable.</param>
/// <param name="BitErrorRate">RXQUAL class 0 (best) to 7 (TS 45.008 §8.2.4); null = unknown.</param>
public sealed record SignalQuality(int? Dbm, int? BitErrorRate)
{
    /// <summary>The power in a word: excellent (-73 dBm and better), good (-83), fair (-93), weak (-109), none.</summary>
    public string Words => Dbm switch
    {
        null => "none",
        >= -73 => "excellent",
        >= -83 => "good",
        >= -93 => "fair",
        > -113 => "weak",
        _ => "none",
    };

    /// <summary>From the numbers of <c>+CSQ</c>: 0…31 are -113…-51 dBm in steps of 2, 100…191 (TD-SCDMA, LTE on some) -116…-25 in steps of
    /// 1, 99 and 199 unknown.</summary>
    internal static SignalQuality FromCsq(int rssi, int? ber) => new(DbmOf(rssi), ber is >= 0 and <= 7 ? ber : null);

    private static int? DbmOf(int rssi) => rssi switch
    {
        >= 0 and <= 31 => -113 + (2 * rssi),
        >= 100 and <= 191 => -216 + rssi,
        _ => null,
    };
}

/// <summary><c>AT+CSQ</c>: the signal (TS 27.007 §8.5).</summary>
public sealed class ReadSignalQuality : HeaderCommand<SignalQuality>
{
    /// <inheritdoc/>
    public override string Text => "AT+CSQ";

    private protected override string Header => "+CSQ";

    internal static SignalQuality? Parse(ReadOnlySpan<char> rest)
    {
        var parameters = AtParameters.Parse(rest);
        return parameters.NumberAt(0) is { } rssi ? SignalQuality.FromCsq(rssi, parameters.NumberAt(1)) : null;
    }

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out SignalQuality value) =>
        (value = Parse(rest)) is not null;
}
