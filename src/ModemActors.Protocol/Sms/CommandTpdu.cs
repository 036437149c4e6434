namespace ModemActors.Protocol.Sms;

/// <summary>
/// What an SMS-COMMAND asks for (3GPP TS 23.040 §9.2.3.19). 0xE0 to 0xFF are specific to the service centre, others reserved.
/// </summary>
public enum CommandType : byte
{
    /// <summary>Enquiry relating to a previously submitted short message.</summary>
    Enquiry = 0,

    /// <summary>Cancel the status report request of a previously submitted short message.</summary>
    CancelStatusReportRequest = 1,

    /// <summary>Delete a previously submitted short message.</summary>
    DeletePreviouslySubmitted = 2,

    /// <summary>Enable the status report request of a previously submitted short message.</summary>
    EnableStatusReportRequest = 3,
}

/// <summary>SMS-COMMAND, from the phone to the service centre (3GPP TS 23.040 §9.2.2.4).</summary>
public sealed record CommandTpdu : Tpdu
{
    /// <summary>TP-DA: whom the message was for.</summary>
    public required SmsAddress Destination { get; init; }

    /// <summary>TP-MR of the command itself.</summary>
    public byte MessageReference { get; init; }

    /// <summary>TP-SRR: true if a status report is wanted.</summary>
    public bool StatusReportRequest { get; init; }

    /// <summary>TP-UDHI: true if <see cref="CommandData"/> begins with a user data header.</summary>
    public bool HasUserDataHeader { get; init; }

    /// <summary>TP-PID (3GPP TS 23.040 §9.2.3.9).</summary>
    public byte ProtocolIdentifier { get; init; }

    /// <summary>TP-CT.</summary>
    public CommandType CommandType { get; init; }

    /// <summary>TP-MN: TP-MR of the message that the command is about.</summary>
    public byte MessageNumber { get; init; }

    /// <summary>TP-CD, at most 157 octets (written longer it would not fit).</summary>
    public ReadOnlyMemory<byte> CommandData { get; init; }

    /// <inheritdoc/>
    public bool Equals(CommandTpdu? other) => other is not null
        && Destination == other.Destination
        && MessageReference == other.MessageReference
        && StatusReportRequest == other.StatusReportRequest
        && HasUserDataHeader == other.HasUserDataHeader
        && ProtocolIdentifier == other.ProtocolIdentifier
        && CommandType == other.CommandType
        && MessageNumber == other.MessageNumber
        && CommandData.Span.SequenceEqual(other.CommandData.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Destination, MessageReference, CommandType, MessageNumber, CommandData.Length);

    internal override void Write(ref TpduWriter writer)
    {
        if (CommandData.Length > byte.MaxValue)
            throw new ArgumentException($"command data of {CommandData.Length} octets do not fit into a command");
        writer.Octet((byte)(0x02 | Bit(StatusReportRequest, 5) | Bit(HasUserDataHeader, 6)));
        writer.Octet(MessageReference);
        writer.Octet(ProtocolIdentifier);
        writer.Octet((byte)CommandType);
        writer.Octet(MessageNumber);
        AddressField.Write(ref writer, Destination);
        writer.Octet((byte)CommandData.Length);
        writer.Octets(CommandData.Span);
    }

    internal static CommandTpdu? Read(ref TpduReader reader, byte first)
    {
        if (!reader.TryReadOctet("TP-MR", out var reference)
            || !reader.TryReadOctet("TP-PID", out var protocolIdentifier)
            || !reader.TryReadOctet("TP-CT", out var type)
            || !reader.TryReadOctet("TP-MN", out var number)
            || !AddressField.TryRead(ref reader, "TP-DA", out var destination)
            || !reader.TryReadOctet("TP-CDL", out var length))
            return null;
        var commandData = reader.ReadAtMost(length).ToArray();
        if (commandData.Length < length)
            reader.Note($"TP-CDL says {length} octets, {commandData.Length} are there");
        return new CommandTpdu
        {
            Destination = destination,
            MessageReference = reference,
            StatusReportRequest = Has(first, 5),
            HasUserDataHeader = Has(first, 6),
            ProtocolIdentifier = protocolIdentifier,
            CommandType = (CommandType)type,
            MessageNumber = number,
            CommandData = commandData,
        };
    }
}
