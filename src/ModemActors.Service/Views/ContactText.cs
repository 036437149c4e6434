namespace ModemActors.Service.Views;

/// <summary>What may be a contact's name and number. Senders may have names for numbers, so much is allowed.</summary>
internal static class ContactText
{
    /// <summary>Why not; null = it may.</summary>
    public static string? WrongName(string? name) => name switch
    {
        null => "is required",
        { Length: 0 or > 100 } => "must have 1 to 100 characters",
        _ when name.Any(char.IsControl) => "must be one line without control characters",
        _ => null,
    };

    /// <inheritdoc cref="WrongName"/>
    public static string? WrongNumber(string number) =>
        number.Length is 0 or > 50 || number.Any(char.IsControl) ? "must be a number, or a sender's name, of 1 to 50 characters" : null;
}
