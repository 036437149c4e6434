namespace ModemActors.Settings;

/// <summary>How messages come in.</summary>
/// <param name="DeleteImmediately">True: a message leaves the SIM when it is in the store. False: when its status becomes read.</param>
/// <param name="MultipartTimeout">How long the parts of a long message wait for each other, 1 min to 30 d.</param>
public sealed record InboxSettings(bool DeleteImmediately, TimeSpan MultipartTimeout)
{
    internal static InboxSettings From(SettingsReader reader) => new(
        reader.Choice("delete", ("on-read", false), ("immediately", true)),
        reader.Duration("multipart-timeout", TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)));
}
