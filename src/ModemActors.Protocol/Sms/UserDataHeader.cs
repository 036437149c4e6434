namespace ModemActors.Protocol.Sms;

/// <summary>
/// A user data header (3GPP TS 23.040 §9.2.3.24): its elements in their order, unknown ones included. Where an element comes twice, or two
/// exclude each other,
/// the last one counts, as the standard demands. Equal if the elements are.
/// </summary>
public sealed record UserDataHeader
{
    /// <summary>A header of these elements.</summary>
    /// <exception cref="ArgumentException">They take more than a message's 140 octets.</exception>
    public UserDataHeader(params IReadOnlyList<InformationElement> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Elements = elements;
        foreach (var element in elements)
        {
            Length += 2 + element.Octets.Length;
            Concatenation = element.AsConcatenation() ?? Concatenation;
            Ports = element.AsPorts() ?? Ports;
            if (element is { Id: InformationElement.SingleShift, Octets.Length: 1 })
                SingleShift = element.Octets.Span[0];
            if (element is { Id: InformationElement.LockingShift, Octets.Length: 1 })
                LockingShift = element.Octets.Span[0];
        }

        if (++Length > UserData.MaxOctets)
            throw new ArgumentException($"a user data header of {Length} octets does not fit into a message", nameof(elements));
    }

    /// <summary>The elements, in the order of the wire.</summary>
    public IReadOnlyList<InformationElement> Elements { get; }

    /// <summary>Octets that the header takes, its own length octet included.</summary>
    public int Length { get; }

    /// <summary>Which part this is; null if there is no such element or its numbers are impossible.</summary>
    public Concatenation? Concatenation { get; }

    /// <summary>Application ports; null if there is no such element.</summary>
    public ApplicationPorts? Ports { get; }

    /// <summary>National language identifier of the single shift table; null for the default extension table.</summary>
    public byte? SingleShift { get; }

    /// <summary>National language identifier of the locking shift table; null for the default alphabet.</summary>
    public byte? LockingShift { get; }

    /// <inheritdoc/>
    public bool Equals(UserDataHeader? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Aggregate(0, HashCode.Combine);

    internal void Write(ref TpduWriter writer)
    {
        writer.Octet((byte)(Length - 1));
        foreach (var element in Elements)
        {
            writer.Octet(element.Id);
            writer.Octet((byte)element.Octets.Length);
            writer.Octets(element.Octets.Span);
        }
    }

    /// <summary>
    /// Reads the elements behind the length octet. The standard would have a header ignored whose last element is too long; the elements
    /// before it are kept
    /// all the same, because without its concatenation a part could never be put together.
    /// </summary>
    internal static UserDataHeader Read(ReadOnlySpan<byte> octets, out bool isWhole)
    {
        var elements = new List<InformationElement>(2);
        var at = 0;
        while (at + 2 <= octets.Length && at + 2 + octets[at + 1] <= octets.Length)
        {
            elements.Add(new InformationElement(octets[at], octets.Slice(at + 2, octets[at + 1]).ToArray()));
            at += 2 + octets[at + 1];
        }

        isWhole = at == octets.Length;
        return new UserDataHeader(elements);
    }
}
