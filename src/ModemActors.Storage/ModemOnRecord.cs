namespace ModemActors.Storage;

/// <summary>Who a configured modem was and where, when it was last seen: a row of <c>modem_identities</c>. Null = not known.</summary>
public sealed record ModemOnRecord
{
    /// <summary>The modem's id.</summary>
    public required string Modem { get; init; }

    /// <summary>The port as it was configured then; the record means nothing for another one.</summary>
    public required string Port { get; init; }

    /// <summary>International Mobile Equipment Identity, 14 to 16 digits.</summary>
    public string? Imei { get; init; }

    /// <summary>The number of the SIM card that was in it.</summary>
    public string? Iccid { get; init; }

    /// <summary>The USB socket as sysfs names it, such as <c>1-1.2</c>.</summary>
    public string? UsbPath { get; init; }

    /// <summary>bInterfaceNumber of the port.</summary>
    public int? UsbInterface { get; init; }

    /// <summary>USB vendor and product, such as <c>1e0e:9001</c>.</summary>
    public string? UsbProduct { get; init; }
}
