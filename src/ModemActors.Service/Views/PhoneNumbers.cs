using ModemActors.Protocol.Sms;

namespace ModemActors.Service.Views;

/// <summary>Numbers as they stand in the store.</summary>
internal static class PhoneNumbers
{
    /// <summary>The number without what people put between its digits; names and other text stay as they are.</summary>
    public static string? Normal(string? typed) =>
        typed is not null && SmsAddress.TryParse(typed, out var address, out _) ? address.ToString() : typed;
}
