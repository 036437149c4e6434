using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Names of the settings that are held, and their values as text.</summary>
internal static class HeldSetting
{
    public const string Format = "AT+CMGF";
    public const string Notification = "AT+CNMI";
    public const string Storage = "AT+CPMS";
    public const string ServiceCentre = "AT+CSCA";
    public const string Characters = "AT+CSCS";

    public static string TextOf(MessageFormat format) => format == MessageFormat.Text ? "1" : "0";

    public static string? TextOf(NotificationSettings? notification) =>
        notification is null ? null : $"{notification.Mode},{notification.Mt},{notification.Bm},{notification.Ds},{notification.Bfr}";
}
