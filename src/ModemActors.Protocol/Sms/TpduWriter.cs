namespace ModemActors.Protocol.Sms;

/// <summary>Appends octets to a buffer that is big enough for any TPDU.</summary>
internal ref struct TpduWriter(Span<byte> buffer)
{
    /// <summary>Service centre address, header, address and 255 octets of user data, each at the most its length octet can say.</summary>
    public const int MaxOctets = 1024;

    private readonly Span<byte> _buffer = buffer;

    public int Count { get; private set; }

    public void Octet(byte value) => _buffer[Count++] = value;

    public void Octets(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[Count..]);
        Count += octets.Length;
    }

    /// <summary>A zeroed stretch to be filled in by the caller.</summary>
    public Span<byte> Reserve(int count)
    {
        var span = _buffer.Slice(Count, count);
        span.Clear();
        Count += count;
        return span;
    }
}
