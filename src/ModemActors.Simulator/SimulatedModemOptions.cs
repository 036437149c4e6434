using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>What a simulated modem is and how fast it works.</summary>
public sealed record SimulatedModemOptions
{
    /// <summary>Its name on the air's record and of its link in a simulator's directory.</summary>
    public string Id { get; init; } = "modem1";

    /// <summary>The subscriber's number in international form, with '+'.</summary>
    public string Number { get; init; } = "+15550000001";

    /// <summary>15 digits (AT+CGSN).</summary>
    public string Imei { get; init; } = "867584030000018";

    /// <summary>15 digits (AT+CIMI).</summary>
    public string Imsi { get; init; } = "001010000000001";

    /// <summary>19 or 20 digits (AT+CCID).</summary>
    public string Iccid { get; init; } = "8900101000000000011";

    /// <summary>The network's name (AT+COPS?).</summary>
    public string Operator { get; init; } = "Simulated Air";

    /// <summary>The network's country and network code, 5 or 6 digits.</summary>
    public string OperatorCode { get; init; } = "00101";

    /// <summary>The service centre's number (AT+CSCA?).</summary>
    public string Smsc { get; init; } = "+15559999999";

    /// <summary>The PIN that the SIM asks for after power-up; empty: none.</summary>
    public string Pin { get; init; } = "";

    /// <summary>The key that unblocks the SIM after three wrong PINs.</summary>
    public string Puk { get; init; } = "12345678";

    /// <summary>False: no SIM in the tray.</summary>
    public bool SimInserted { get; init; } = true;

    /// <summary>Slots of the SIM's memory (SM), 0 to 255.</summary>
    public int StorageSize { get; init; } = 30;

    /// <summary>Slots of the modem's own memory (ME), 0 to 255.</summary>
    public int EquipmentStorageSize { get; init; } = 23;

    /// <summary>Slots for status reports (SR), 0 to 255.</summary>
    public int ReportStorageSize { get; init; } = 10;

    /// <summary>Signal strength as AT+CSQ gives it: 0 to 31, 99 = unknown (3GPP TS 27.007 §8.5).</summary>
    public int SignalStrength { get; init; } = 20;

    /// <summary>From the message's last byte to the answer.</summary>
    public TimeSpan SendLatency { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>From a command's last byte to the first of its answer.</summary>
    public TimeSpan CommandLatency { get; init; } = TimeSpan.Zero;

    /// <summary>From a reset to RDY; the modem takes no command meanwhile.</summary>
    public TimeSpan BootLatency { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From RDY to SMS DONE, with +CPIN: READY half-way; commands that need the SIM say "SIM busy" meanwhile.</summary>
    public TimeSpan SimLatency { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether AT+CFUN=1,1 takes the port away until the modem has started again, as USB modems do.</summary>
    public bool LosesPortOnReset { get; init; }

    /// <summary>Bits per second of the modem's own output; 0: as fast as the reader takes it.</summary>
    public int LineSpeed { get; init; }

    /// <summary>The family of modems that it behaves like.</summary>
    public SimulatedProfile Profile { get; init; } = SimulatedProfile.Sim7600;

    /// <summary>
    /// The options of the <paramref name="ordinal"/>th of many: <c>modem3</c>, <c>+15550000003</c>, and an IMEI, IMSI and ICCID of its own.
    /// </summary>
    /// <param name="ordinal">1 to 9999999.</param>
    public static SimulatedModemOptions Numbered(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, 9_999_999);
        var seven = ordinal.ToString("D7", CultureInfo.InvariantCulture);
        return new SimulatedModemOptions
        {
            Id = "modem" + ordinal.ToString(CultureInfo.InvariantCulture),
            Number = "+1555" + seven,
            Imei = WithCheckDigit("8675840" + seven),
            Imsi = "00101000" + seven,
            Iccid = WithCheckDigit("89001010000" + seven),
        };
    }

    // Luhn, as IMEI and ICCID end with it (3GPP TS 23.003 annex B, ITU-T E.118).
    private static string WithCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 0) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}
