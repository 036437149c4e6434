namespace ModemActors.Protocol.Sms;

/// <summary>How long the service centre shall try to deliver (3GPP TS 23.040 §9.2.3.12), in one of its three formats.</summary>
public abstract record ValidityPeriod
{
    private protected ValidityPeriod()
    {
    }

    /// <summary>TP-Validity-Period-Format: 1 enhanced, 2 relative, 3 absolute.</summary>
    internal abstract int Format { get; }

    internal abstract void Write(ref TpduWriter writer);

    internal static bool TryRead(ref TpduReader reader, int format, out ValidityPeriod? validity)
    {
        validity = null;
        switch (format)
        {
            case 1 when reader.TryRead("TP-VP (enhanced)", Scts.Length, out var octets):
                validity = EnhancedValidity.Read(octets);
                return true;
            case 2 when reader.TryReadOctet("TP-VP (relative)", out var value):
                validity = new RelativeValidity(value);
                return true;
            case 3 when reader.TryReadScts("TP-VP (absolute)", out var scts):
                validity = new AbsoluteValidity(scts);
                return true;
            default:
                return format == 0;
        }
    }
}

/// <summary>The relative format, one octet (3GPP TS 23.040 §9.2.3.12.1).</summary>
/// <param name="Value">0 to 143: (value + 1) · 5 minutes; to 167: 12 h + (value − 143) · 30 minutes; to 196: (value − 166) days; to 255:
/// (value − 192) weeks.</param>
public sealed record RelativeValidity(byte Value) : ValidityPeriod
{
    /// <summary>From 5 minutes to 63 weeks.</summary>
    public TimeSpan Duration => Value switch
    {
        <= 143 => TimeSpan.FromMinutes(5 * (Value + 1)),
        <= 167 => TimeSpan.FromMinutes(720 + 30 * (Value - 143)),
        <= 196 => TimeSpan.FromDays(Value - 166),
        _ => TimeSpan.FromDays(7 * (Value - 192)),
    };

    internal override int Format => 2;

    /// <summary>
    /// The shortest period of this format that lasts at least <paramref name="duration"/>; 63 weeks if that is longer than the format can
    /// say.
    /// </summary>
    public static RelativeValidity For(TimeSpan duration)
    {
        var value = duration switch
        {
            { TotalHours: <= 12 } => Math.Ceiling(duration / TimeSpan.FromMinutes(5)) - 1,
            { TotalHours: <= 24 } => Math.Ceiling((duration - TimeSpan.FromHours(12)) / TimeSpan.FromMinutes(30)) + 143,
            { TotalDays: <= 30 } => Math.Ceiling(duration.TotalDays) + 166,
            _ => Math.Ceiling(duration.TotalDays / 7) + 192,
        };
        return new RelativeValidity((byte)Math.Clamp(value, 0, 255));
    }

    internal override void Write(ref TpduWriter writer) => writer.Octet(Value);
}

/// <summary>The absolute format (3GPP TS 23.040 §9.2.3.12.2).</summary>
/// <param name="Until">When the service centre gives up.</param>
public sealed record AbsoluteValidity(Scts Until) : ValidityPeriod
{
    internal override int Format => 3;

    internal override void Write(ref TpduWriter writer) => Until.Write(ref writer);
}
