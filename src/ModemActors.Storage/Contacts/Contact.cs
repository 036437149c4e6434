namespace ModemActors.Storage;

/// <summary>Someone whom messages went to or came from, or who was given a name.</summary>
/// <param name="PhoneNumber">Number, or the name that a sender gave itself.</param>
/// <param name="Name">The name given here; null = none.</param>
/// <param name="LastMessageTime">Time of the newest message; null = there is none.</param>
/// <param name="MessageCount">How many messages there are.</param>
public sealed record Contact(string PhoneNumber, string? Name, DateTimeOffset? LastMessageTime, long MessageCount);

/// <summary>Which contacts to list, in the order of their numbers.</summary>
public sealed record ContactQuery
{
    /// <summary>Text that stands in name or number; null = all.</summary>
    public string? Search { get; init; }

    /// <summary>Only those with a name.</summary>
    public bool OnlyNamed { get; init; }

    /// <summary>How many at most, 1 to 10,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only those behind this number; null = from the first.</summary>
    public string? After { get; init; }
}

/// <summary>Some contacts.</summary>
/// <param name="Contacts">In the order of their numbers.</param>
/// <param name="NextAfter">Where the next page begins; null = this is the last one.</param>
public sealed record ContactPage(IReadOnlyList<Contact> Contacts, string? NextAfter);

/// <summary>Where a conversation stands among all of them, so that a list can go on behind it.</summary>
/// <param name="LastMessageTime">As it stands in the database.</param>
/// <param name="PhoneNumber">The number.</param>
public sealed record ConversationMark(string LastMessageTime, string PhoneNumber);
