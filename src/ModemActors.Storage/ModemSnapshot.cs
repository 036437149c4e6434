namespace ModemActors.Storage;

/// <summary>One row of <c>modems</c>: what a node knows of its modem, for those who look from outside. Null = not known.</summary>
public sealed record ModemSnapshot
{
    /// <summary>The modem's id.</summary>
    public required string Id { get; init; }

    /// <summary>The node that owns it; empty = this store's node.</summary>
    public string Node { get; init; } = "";

    /// <summary>The port as configured.</summary>
    public string? Port { get; init; }

    /// <summary>The state's word, such as <c>ready</c>.</summary>
    public required string State { get; init; }

    /// <summary>dBm.</summary>
    public int? SignalDbm { get; init; }

    /// <summary>The network's name.</summary>
    public string? Operator { get; init; }

    /// <summary>The registration's word, such as <c>home</c>.</summary>
    public string? Registration { get; init; }

    /// <summary>Slots in use.</summary>
    public int? StorageUsed { get; init; }

    /// <summary>Slots there are.</summary>
    public int? StorageTotal { get; init; }

    /// <summary>When they are all in use at the rate of arrival, UTC; null = not foreseen.</summary>
    public DateTimeOffset? StorageFullAt { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>International Mobile Equipment Identity.</summary>
    public string? Imei { get; init; }

    /// <summary>International Mobile Subscriber Identity.</summary>
    public string? Imsi { get; init; }

    /// <summary>The SIM's card number.</summary>
    public string? Iccid { get; init; }

    /// <summary>The SIM's own number.</summary>
    public string? Number { get; init; }

    /// <summary>Who made it.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>What it is.</summary>
    public string? Model { get; init; }

    /// <summary>Its firmware.</summary>
    public string? Revision { get; init; }

    /// <summary>The service centre's number.</summary>
    public string? Smsc { get; init; }

    /// <summary>The profile in use.</summary>
    public string? Profile { get; init; }

    /// <summary>How well it does: <c>ok</c>, <c>degraded</c>, <c>recovering</c>, <c>quarantined</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>What the verdict rests on.</summary>
    public string? Evidence { get; init; }

    /// <summary>When this was written, UTC; the store sets it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
