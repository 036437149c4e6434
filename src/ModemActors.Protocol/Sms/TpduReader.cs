namespace ModemActors.Protocol.Sms;

/// <summary>
/// Takes fields off a PDU. What is missing ends in a <see cref="Reason"/>; what is wrong but can be got around is kept in <see
/// cref="Defects"/>.
/// </summary>
internal ref struct TpduReader(ReadOnlySpan<byte> octets)
{
    private readonly ReadOnlySpan<byte> _octets = octets;
    private List<string>? _defects;

    /// <summary>Octets taken so far, which is also the index of the next.</summary>
    public int Position { get; private set; }

    /// <summary>Why reading failed; null as long as it has not.</summary>
    public string? Reason { get; private set; }

    public readonly IReadOnlyList<string> Defects => _defects ?? (IReadOnlyList<string>)[];

    public readonly int Remaining => _octets.Length - Position;

    /// <summary>The octet that comes next; null at the end.</summary>
    public readonly byte? Next => Remaining > 0 ? _octets[Position] : null;

    public bool TryReadOctet(string field, out byte value)
    {
        value = 0;
        if (!TryRead(field, 1, out var octets))
            return false;
        value = octets[0];
        return true;
    }

    public bool TryRead(string field, int count, out ReadOnlySpan<byte> octets)
    {
        if (count > Remaining)
        {
            octets = default;
            return Fail(Remaining == 0 && count == 1
                ? $"{field} is missing: the PDU ends after octet {_octets.Length}"
                : $"{field} is cut short: octets {Position + 1} to {Position + count} are due, the PDU ends after octet {_octets.Length}");
        }

        octets = _octets.Slice(Position, count);
        Position += count;
        return true;
    }

    public bool TryReadScts(string field, out Scts scts)
    {
        scts = default;
        if (!TryRead(field, Scts.Length, out var octets))
            return false;
        scts = Scts.Read(octets);
        return true;
    }

    /// <summary>Takes <paramref name="count"/> octets, or as many as there are.</summary>
    public ReadOnlySpan<byte> ReadAtMost(int count)
    {
        var octets = _octets.Slice(Position, Math.Min(count, Remaining));
        Position += octets.Length;
        return octets;
    }

    public bool Fail(string reason)
    {
        Reason ??= reason;
        return false;
    }

    public void Note(string defect) => (_defects ??= []).Add(defect);

    /// <summary>Notes what follows the TPDU, unless it is the FF that fills up a record on the SIM.</summary>
    public void NoteRest()
    {
        if (_octets[Position..].ContainsAnyExcept((byte)0xFF))
            Note($"{Remaining} octets follow the end of the TPDU at octet {Position}");
    }
}
