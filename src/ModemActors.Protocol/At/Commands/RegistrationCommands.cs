using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.At;

/// <summary>Which registration is meant.</summary>
public enum RegistrationDomain
{
    /// <summary><c>+CREG</c>: circuit switched (TS 27.007 §7.2); SMS of 2G and 3G.</summary>
    Circuit,

    /// <summary><c>+CGREG</c>: packet switched (TS 27.007 §10.1.20).</summary>
    Packet,

    /// <summary><c>+CEREG</c>: LTE (TS 27.007 §10.1.22).</summary>
    Eps,
}

/// <summary>The registration's state, numbered as in TS 27.007 §7.2.</summary>
public enum RegistrationStatus
{
    /// <summary>Not registered, not searching.</summary>
    NotRegistered = 0,

    /// <summary>Registered, home network.</summary>
    Home = 1,

    /// <summary>Not registered, searching.</summary>
    Searching = 2,

    /// <summary>Refused by the network.</summary>
    Denied = 3,

    /// <summary>Unknown, for example out of coverage.</summary>
    Unknown = 4,

    /// <summary>Registered, roaming.</summary>
    Roaming = 5,

    /// <summary>Registered for SMS only, home network.</summary>
    SmsOnlyHome = 6,

    /// <summary>Registered for SMS only, roaming.</summary>
    SmsOnlyRoaming = 7,

    /// <summary>Emergency services only.</summary>
    EmergencyOnly = 8,

    /// <summary>Registered, CSFB not preferred, home network.</summary>
    CsfbNotPreferredHome = 9,

    /// <summary>Registered, CSFB not preferred, roaming.</summary>
    CsfbNotPreferredRoaming = 10,

    /// <summary>Attached for access to restricted local operator services.</summary>
    RestrictedLocalServices = 11,
}

/// <summary>A registration.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Area">Location or tracking area code in upper-case hex; null = not told.</param>
/// <param name="Cell">Cell identity in upper-case hex; null = not told.</param>
/// <param name="AccessTechnology">0 GSM, 2 UTRAN, 3 GSM with EGPRS, 4 to 6 UTRAN with HSPA, 7 E-UTRAN, … (TS 27.007 §7.2); null = not
/// told.</param>
public sealed record Registration(RegistrationStatus Status, string? Area, string? Cell, int? AccessTechnology)
{
    /// <summary>True if messages can be sent: registered at home or roaming, in full or for SMS only.</summary>
    public bool IsRegistered => Status is RegistrationStatus.Home or RegistrationStatus.Roaming or RegistrationStatus.SmsOnlyHome
        or RegistrationStatus.SmsOnlyRoaming or RegistrationStatus.CsfbNotPreferredHome or RegistrationStatus.CsfbNotPreferredRoaming;
}

/// <summary><c>AT+CREG?</c>, <c>AT+CGREG?</c>, <c>AT+CEREG?</c>: the registration.</summary>
/// <param name="domain">Which.</param>
public sealed class ReadRegistration(RegistrationDomain domain) : HeaderCommand<Registration>
{
    /// <inheritdoc/>
    public override string Text => $"AT{Header}?";

    private protected override string Header => RegistrationLine.HeaderOf(domain);

    private protected override bool IsAnswer(ReadOnlySpan<char> rest) => RegistrationLine.IsAnswer(rest);

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out Registration value) =>
        (value = RegistrationLine.Parse(rest)) is not null;
}

/// <summary><c>AT+CREG=</c>, <c>AT+CGREG=</c>, <c>AT+CEREG=</c>: whether changes are told.</summary>
/// <param name="domain">Which registration.</param>
/// <param name="mode">0 = never, 1 = state, 2 = state and place (up to 5 for EPS).</param>
public sealed class WriteRegistrationReporting(RegistrationDomain domain, int mode) : PlainCommand
{
    private readonly int _mode = Guard.InRange(mode, 0, 5);

    /// <inheritdoc/>
    public override string Text => $"AT{RegistrationLine.HeaderOf(domain)}={_mode}";
}
