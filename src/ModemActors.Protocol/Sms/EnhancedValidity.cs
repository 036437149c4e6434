namespace ModemActors.Protocol.Sms;

/// <summary>The enhanced format, seven octets (3GPP TS 23.040 §9.2.3.12.3). Equal if the octets are.</summary>
public sealed record EnhancedValidity : ValidityPeriod
{
    private readonly ulong _octets;

    private EnhancedValidity(ulong octets) => _octets = octets;

    /// <summary>True if the service centre shall try once only.</summary>
    public bool IsSingleShot => (Indicator & 0x40) != 0;

    /// <summary>The period; null if the octets name none or use a reserved format.</summary>
    public TimeSpan? Duration => (Indicator & 0x07) switch
    {
        1 => new RelativeValidity(this[1]).Duration,
        2 when this[1] > 0 => TimeSpan.FromSeconds(this[1]),
        3 when Digits(1) is { } hours && Digits(2) is { } minutes && Digits(3) is { } seconds => new TimeSpan(hours, minutes, seconds),
        _ => null,
    };

    internal override int Format => 1;

    private byte Indicator => this[0];

    private byte this[int index] => (byte)(_octets >> (8 * (Scts.Length - 1 - index)));

    /// <summary>A period of 1 to 255 seconds, or to the second up to 99:59:59, or else as in the relative format; null for none.</summary>
    public static EnhancedValidity For(TimeSpan? duration, bool isSingleShot = false)
    {
        Span<byte> octets = stackalloc byte[Scts.Length];
        octets.Clear();
        var format = 0;
        if (duration is { } span)
        {
            var seconds = (long)Math.Max(1, Math.Ceiling(span.TotalSeconds));
            format = seconds <= 255 ? 2 : seconds < 100 * 3600 ? 3 : 1;
            if (format == 2)
                octets[1] = (byte)seconds;
            else if (format == 1)
                octets[1] = RelativeValidity.For(span).Value;
            else
                (octets[1], octets[2], octets[3]) = (Semi(seconds / 3600), Semi(seconds / 60 % 60), Semi(seconds % 60));
        }

        octets[0] = (byte)(format | (isSingleShot ? 0x40 : 0));
        return Read(octets);
    }

    internal static EnhancedValidity Read(ReadOnlySpan<byte> octets)
    {
        var value = 0UL;
        foreach (var octet in octets[..Scts.Length])
            value = value << 8 | octet;
        return new EnhancedValidity(value);
    }

    internal override void Write(ref TpduWriter writer)
    {
        for (var i = 0; i < Scts.Length; i++)
            writer.Octet(this[i]);
    }

    private int? Digits(int index)
    {
        int tens = this[index] & 0x0F, units = this[index] >> 4;
        return tens > 9 || units > 9 ? null : 10 * tens + units;
    }

    private static byte Semi(long value) => (byte)(value % 10 << 4 | value / 10);
}
