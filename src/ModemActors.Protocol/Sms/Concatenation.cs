namespace ModemActors.Protocol.Sms;

/// <summary>Where a short message stands in a concatenated one (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8).</summary>
/// <param name="Reference">The reference that all parts share, 0 to 255, or to 65535 if <paramref name="Is16Bit"/>.</param>
/// <param name="Is16Bit">True for the element with a 16-bit reference.</param>
/// <param name="Total">Number of parts, 1 to 255.</param>
/// <param name="Number">This part's number, 1 to <paramref name="Total"/>.</param>
public sealed record Concatenation(int Reference, bool Is16Bit, int Total, int Number);

/// <summary>Application port addresses (3GPP TS 23.040 §9.2.3.24.3 and §9.2.3.24.4).</summary>
/// <param name="Destination">The receiving port, 0 to 255, or to 65535 if <paramref name="Is16Bit"/>.</param>
/// <param name="Source">The sending port, same range.</param>
/// <param name="Is16Bit">True for the element with 16-bit ports.</param>
public sealed record ApplicationPorts(int Destination, int Source, bool Is16Bit);
