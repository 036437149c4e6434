namespace ModemActors.Protocol.Sms;

/// <summary>
/// One information element of a user data header, known or not (3GPP TS 23.040 §9.2.3.24). Equal if identifier and octets are.
/// </summary>
/// <param name="Id">The information element identifier.</param>
/// <param name="Octets">Its content, at most 137 octets.</param>
public sealed record InformationElement(byte Id, ReadOnlyMemory<byte> Octets)
{
    internal const byte Concatenation8 = 0x00;
    internal const byte Ports8 = 0x04;
    internal const byte Ports16 = 0x05;
    internal const byte Concatenation16 = 0x08;
    internal const byte SingleShift = 0x24;
    internal const byte LockingShift = 0x25;

    /// <summary>The element that says which part of a message this is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value does not fit into its octets, or the number is not 1 to the total.</exception>
    public static InformationElement For(Concatenation concatenation)
    {
        ArgumentNullException.ThrowIfNull(concatenation);
        var (reference, wide, total, number) = concatenation;
        if (reference < 0 || reference > (wide ? 0xFFFF : 0xFF) || total is < 1 or > 255 || number < 1 || number > total)
            throw new ArgumentOutOfRangeException(nameof(concatenation), concatenation, "reference, total or number is out of range");
        return wide
            ? new InformationElement(Concatenation16, new byte[] { (byte)(reference >> 8), (byte)reference, (byte)total, (byte)number })
            : new InformationElement(Concatenation8, new byte[] { (byte)reference, (byte)total, (byte)number });
    }

    /// <summary>The element that names the application's ports.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A port does not fit into its octets.</exception>
    public static InformationElement For(ApplicationPorts ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        var (destination, source, wide) = ports;
        var max = wide ? 0xFFFF : 0xFF;
        if (destination < 0 || destination > max || source < 0 || source > max)
            throw new ArgumentOutOfRangeException(nameof(ports), ports, "a port is out of range");
        return wide
            ? new InformationElement(Ports16, new byte[] { (byte)(destination >> 8), (byte)destination, (byte)(source >> 8), (byte)source })
            : new InformationElement(Ports8, new byte[] { (byte)destination, (byte)source });
    }

    /// <summary>The element that replaces the extension table by that of a language (3GPP TS 23.040 §9.2.3.24.15).</summary>
    public static InformationElement ForSingleShift(NationalLanguage language) => new(SingleShift, new[] { (byte)language });

    /// <summary>The element that replaces the default alphabet by that of a language (3GPP TS 23.040 §9.2.3.24.16).</summary>
    public static InformationElement ForLockingShift(NationalLanguage language) => new(LockingShift, new[] { (byte)language });

    /// <summary>The octets as hex, for people.</summary>
    public override string ToString() => $"{Id:X2}:{Convert.ToHexString(Octets.Span)}";

    /// <inheritdoc/>
    public bool Equals(InformationElement? other) => other is not null && Id == other.Id && Octets.Span.SequenceEqual(other.Octets.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Id);
        hash.AddBytes(Octets.Span);
        return hash.ToHashCode();
    }

    /// <summary>Null if this is no concatenation, or one with impossible numbers, which the standard tells to ignore.</summary>
    internal Concatenation? AsConcatenation()
    {
        var o = Octets.Span;
        var concatenation = (Id, o.Length) switch
        {
            (Concatenation8, 3) => new Concatenation(o[0], false, o[1], o[2]),
            (Concatenation16, 4) => new Concatenation(o[0] << 8 | o[1], true, o[2], o[3]),
            _ => null,
        };
        return concatenation is { Number: >= 1 } c && c.Number <= c.Total ? concatenation : null;
    }

    internal ApplicationPorts? AsPorts()
    {
        var o = Octets.Span;
        return (Id, o.Length) switch
        {
            (Ports8, 2) => new ApplicationPorts(o[0], o[1], false),
            (Ports16, 4) => new ApplicationPorts(o[0] << 8 | o[1], o[2] << 8 | o[3], true),
            _ => null,
        };
    }
}
