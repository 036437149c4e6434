using System.Globalization;

namespace ModemActors.Protocol.Sms;

/// <summary>
/// A time stamp of seven octets (3GPP TS 23.040 §9.2.3.11), kept as it came: clocks and time zones of networks lie. All zero by default.
/// </summary>
public readonly record struct Scts
{
    /// <summary>Octets that it takes.</summary>
    public const int Length = 7;

    private const int MaxQuarters = 14 * 4;
    private readonly ulong _octets;

    private Scts(ulong octets) => _octets = octets;

    /// <summary>
    /// The time with its zone; null if the octets are no date. A zone that is not BCD, or beyond 14 hours, is taken for UTC.
    /// </summary>
    public DateTimeOffset? Time
    {
        get
        {
            int year = Bcd(0), month = Bcd(1), day = Bcd(2), hour = Bcd(3), minute = Bcd(4), second = Bcd(5);
            if (year < 0 || month is < 1 or > 12 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
                return null;
            year += year < 70 ? 2000 : 1900;
            if (day < 1 || day > DateTime.DaysInMonth(year, month))
                return null;
            return new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.FromMinutes(15 * (Quarters ?? 0)));
        }
    }

    /// <summary>False if the octets hold no usable time zone, so that <see cref="Time"/> was taken for UTC.</summary>
    public bool IsZoneKnown => Quarters is not null;

    private int? Quarters
    {
        get
        {
            var octet = this[6];
            int tens = octet & 0x07, units = octet >> 4, quarters = 10 * tens + units;
            return units > 9 || quarters > MaxQuarters ? null : (octet & 0x08) != 0 ? -quarters : quarters;
        }
    }

    private byte this[int index] => (byte)(_octets >> (8 * (Length - 1 - index)));

    /// <summary>
    /// The time stamp of a moment; its zone is rounded towards zero to quarters of an hour, fractions of a second are cut off.
    /// </summary>
    public static Scts From(DateTimeOffset time)
    {
        var quarters = (int)time.Offset.TotalMinutes / 15;
        time = time.ToOffset(TimeSpan.FromMinutes(15 * quarters));
        var zone = Swapped(Math.Abs(quarters)) | (quarters < 0 ? 0x08 : 0);
        ReadOnlySpan<int> fields = [time.Year % 100, time.Month, time.Day, time.Hour, time.Minute, time.Second];
        var octets = 0UL;
        foreach (var field in fields)
            octets = octets << 8 | (uint)Swapped(field);
        return new Scts(octets << 8 | (uint)zone);
    }

    /// <summary>ISO 8601 with zone, or the octets in hex if they are no date.</summary>
    public override string ToString() => Time is { } time
        ? time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        : _octets.ToString("X14", CultureInfo.InvariantCulture);

    internal static Scts Read(ReadOnlySpan<byte> octets)
    {
        var value = 0UL;
        foreach (var octet in octets[..Length])
            value = value << 8 | octet;
        return new Scts(value);
    }

    internal void Write(ref TpduWriter writer)
    {
        for (var i = 0; i < Length; i++)
            writer.Octet(this[i]);
    }

    /// <summary>Two semi-octets, low one first; -1 if one of them is no digit.</summary>
    private int Bcd(int index)
    {
        int tens = this[index] & 0x0F, units = this[index] >> 4;
        return tens > 9 || units > 9 ? -1 : 10 * tens + units;
    }

    private static int Swapped(int value) => value % 10 << 4 | value / 10;
}
