using System.ComponentModel;

namespace ModemActors.Service.Views;

// What requests carry, for those who read /openapi/v1.json. They are read field by field, so that every wrong one is named at once.

[Description("The short form.")]
internal sealed record SendSmsBody
{
    [Description("To whom: international (+15551234567), national or a short code; spaces, dashes and parentheses are ignored.")]
    public required string PhoneNumber { get; init; }

    [Description("The text; at most 255 parts.")]
    public required string Message { get; init; }
}

[Description("A message to queue.")]
internal sealed record MessageBody
{
    [Description("To whom: international (+15551234567), national or a short code; spaces, dashes and parentheses are ignored.")]
    public required string PhoneNumber { get; init; }

    [Description("The text; at most 255 parts.")]
    public required string Content { get; init; }

    [Description("Only by this modem; null: by any that may.")]
    public string? Modem { get; init; }

    [Description("Higher goes first; 0 is usual.")]
    public int? Priority { get; init; }

    [Description("Not before this time; one without a zone is UTC.")]
    public DateTimeOffset? NotBefore { get; init; }

    [Description("Ends as expired if it was not sent by then.")]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("Shown at once on the receiver's screen and not kept (class 0).")]
    public bool? Flash { get; init; }

    [Description("Ask for a delivery report; null: as the modem's setting says.")]
    public bool? DeliveryReport { get; init; }

    [Description("Send it although the same text just went to the same number.")]
    public bool? AllowDuplicate { get; init; }
}

internal sealed record EstimateBody
{
    [Description("The text.")]
    public required string Content { get; init; }
}

internal sealed record ResolveBody
{
    [Description("sent: it went out. resend: send it again.")]
    public required string Outcome { get; init; }
}

internal sealed record ContactBody
{
    [Description("The name, 1 to 100 characters.")]
    public required string Name { get; init; }
}

internal sealed record AtBody
{
    [Description("For example AT+CSQ. What sends, opens a prompt or changes what the service relies on is refused.")]
    public required string Command { get; init; }
}

internal sealed record UssdBody
{
    [Description("For example *100#.")]
    public required string Code { get; init; }
}

internal sealed record ResetBody
{
    [Description("resynchronise, reopen (unless given), radio, modem, usb or power.")]
    public string? Level { get; init; }
}

internal sealed record LeaseBody
{
    [Description("Who wants the port, in a person's words.")]
    public string? Holder { get; init; }

    [Description("The process that has it; if that ends, the port comes back.")]
    public int? Pid { get; init; }

    [Description("How long, 1s to 24h; 5m unless given.")]
    public string? For { get; init; }
}
