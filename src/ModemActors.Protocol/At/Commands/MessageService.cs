using System.Diagnostics.CodeAnalysis;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.At;

/// <summary><c>AT+CSCA?</c>: the service centre's address (TS 27.005 §3.3.1); null = none set.</summary>
public sealed class ReadSmsc : HeaderCommand<SmsAddress?>
{
    /// <inheritdoc/>
    public override string Text => "AT+CSCA?";

    private protected override string Header => "+CSCA";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out SmsAddress? value)
    {
        value = null;
        var parameters = AtParameters.Parse(rest);
        var number = AtText.ReadableNumber(parameters.TextAt(0) ?? "").Trim();
        if (number.Length == 0) return true;
        if (parameters.NumberAt(1) == InternationalNumber && number[0] != '+') number = "+" + number;
        return SmsAddress.TryParse(number, out value, out _);
    }

    /// <summary>TON international, NPI ISDN (TS 24.011 §8.2.5.2).</summary>
    private const int InternationalNumber = 145;
}

/// <summary><c>AT+CSCA=</c>: sets the service centre's address (TS 27.005 §3.3.1).</summary>
/// <param name="smsc">A number; names are no service centres.</param>
public sealed class WriteSmsc(SmsAddress smsc) : PlainCommand
{
    private readonly string _number = Guard.Quotable((smsc ?? throw new ArgumentNullException(nameof(smsc))).ToString(), nameof(smsc));

    /// <inheritdoc/>
    public override string Text => $"AT+CSCA=\"{_number}\",{(_number.StartsWith('+') ? 145 : 129)}";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(10);
}

/// <summary><c>AT+CSCS?</c>: the character set of the line (TS 27.007 §5.5), for example <c>GSM</c>, <c>IRA</c>, <c>UCS2</c>.</summary>
public sealed class ReadCharacterSet : HeaderCommand<string>
{
    /// <inheritdoc/>
    public override string Text => "AT+CSCS?";

    private protected override string Header => "+CSCS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out string value)
    {
        value = AtText.ReadableName(AtParameters.Parse(rest).TextAt(0) ?? "");
        return value.Length > 0;
    }
}

/// <summary><c>AT+CSCS=</c>: sets the character set of the line (TS 27.007 §5.5).</summary>
/// <param name="name">As <c>AT+CSCS=?</c> names it.</param>
public sealed class WriteCharacterSet(string name) : PlainCommand
{
    private readonly string _name = Guard.Quotable(name);

    /// <inheritdoc/>
    public override string Text => $"AT+CSCS=\"{_name}\"";
}

/// <summary>The message service in force (TS 27.005 §3.2.1).</summary>
/// <param name="Service">0 = phase 2, 1 = phase 2+, in which forwarded messages must be acknowledged.</param>
/// <param name="Receives">True if messages can be received; null = not told.</param>
/// <param name="Sends">True if messages can be sent; null = not told.</param>
/// <param name="Broadcasts">True if broadcasts can be received; null = not told.</param>
public sealed record SmsService(int Service, bool? Receives, bool? Sends, bool? Broadcasts);

/// <summary><c>AT+CSMS?</c>: the message service in force (TS 27.005 §3.2.1).</summary>
public sealed class ReadSmsService : HeaderCommand<SmsService>
{
    /// <inheritdoc/>
    public override string Text => "AT+CSMS?";

    private protected override string Header => "+CSMS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out SmsService value)
    {
        var parameters = AtParameters.Parse(rest);
        value = parameters.NumberAt(0) is { } service ? new SmsService(service, FlagAt(1), FlagAt(2), FlagAt(3)) : null;
        return value is not null;

        bool? FlagAt(int index) => parameters.NumberAt(index) is { } flag ? flag != 0 : null;
    }
}

/// <summary><c>AT+CSMS=</c>: chooses the message service (TS 27.005 §3.2.1). The answer line tells the three abilities; it is taken and
/// passed over.</summary>
/// <param name="service">0 = phase 2, 1 = phase 2+.</param>
public sealed class WriteSmsService(int service) : PlainCommand
{
    private readonly int _service = Guard.InRange(service, 0, 255);

    /// <inheritdoc/>
    public override string Text => $"AT+CSMS={_service}";

    /// <inheritdoc/>
    protected internal override LineRole RoleOf(ReadOnlySpan<char> line, int answers) =>
        answers == 0 && AtText.HasHeader(line, "+CSMS", out _) ? LineRole.Answer : LineRole.Foreign;
}

/// <summary>How messages stand on the line (TS 27.005 §3.2.3).</summary>
public enum MessageFormat
{
    /// <summary>As PDUs in hex.</summary>
    Pdu = 0,

    /// <summary>As text with parameters.</summary>
    Text = 1,
}

/// <summary><c>AT+CMGF?</c>: the format in force (TS 27.005 §3.2.3).</summary>
public sealed class ReadMessageFormat : HeaderCommand<MessageFormat>
{
    /// <inheritdoc/>
    public override string Text => "AT+CMGF?";

    private protected override string Header => "+CMGF";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out MessageFormat value)
    {
        var number = AtParameters.Parse(rest).NumberAt(0);
        value = number == 1 ? MessageFormat.Text : MessageFormat.Pdu;
        return number is 0 or 1;
    }
}

/// <summary><c>AT+CMGF=</c>: chooses the format (TS 27.005 §3.2.3).</summary>
/// <param name="format">Which.</param>
public sealed class WriteMessageFormat(MessageFormat format) : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => $"AT+CMGF={(int)format}";
}

/// <summary><c>AT+CSMP=</c>: the header fields of messages sent in text mode (TS 27.005 §3.3.2).</summary>
/// <param name="firstOctet">First octet of the SUBMIT, for example 17, or 49 with a status report.</param>
/// <param name="validity">TP-VP, relative, 0 to 255.</param>
/// <param name="protocolIdentifier">TP-PID.</param>
/// <param name="dataCoding">TP-DCS: 0 = GSM 7-bit, 8 = UCS-2.</param>
public sealed class WriteTextParameters(int firstOctet, int validity, int protocolIdentifier, int dataCoding) : PlainCommand
{
    private readonly string _values =
        $"{Guard.InRange(firstOctet, 0, 255)},{Guard.InRange(validity, 0, 255)},"
        + $"{Guard.InRange(protocolIdentifier, 0, 255)},{Guard.InRange(dataCoding, 0, 255)}";

    /// <inheritdoc/>
    public override string Text => $"AT+CSMP={_values}";
}

/// <summary><c>AT+CSDH=</c>: whether text mode shows all header fields (TS 27.005 §3.3.3).</summary>
/// <param name="shown">True: all.</param>
public sealed class WriteTextHeaders(bool shown) : PlainCommand
{
    /// <inheritdoc/>
    public override string Text => shown ? "AT+CSDH=1" : "AT+CSDH=0";
}
