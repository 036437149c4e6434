namespace ModemActors.Storage;

/// <summary>What the last while was like.</summary>
/// <param name="Minutes">One entry a minute without gaps, oldest first; the last one is the minute that runs.</param>
/// <param name="MedianLatency">Half of the messages sent meanwhile took at most this long from being queued (or from <c>not_before</c>) until
/// the network accepted them; null = none was sent. Messages are queued with whole seconds, so it is right to a second.</param>
/// <param name="SlowLatency">19 of 20 took at most this long.</param>
/// <param name="Modems">What each modem did meanwhile and has to do, by id; modems with neither are not in it.</param>
public sealed record StoreActivity(
    IReadOnlyList<ActivityMinute> Minutes, TimeSpan? MedianLatency, TimeSpan? SlowLatency, IReadOnlyDictionary<string, ModemActivity> Modems);

/// <summary>A minute.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Sent">Messages that the network accepted.</param>
/// <param name="Received">Messages that came in.</param>
public sealed record ActivityMinute(DateTimeOffset At, int Sent, int Received);

/// <summary>What a modem did, and has before it.</summary>
/// <param name="Sent">Messages that it sent.</param>
/// <param name="Received">Messages that came in on it.</param>
/// <param name="Waiting">Queued messages that no other modem may send.</param>
public sealed record ModemActivity(int Sent, int Received, int Waiting);

/// <summary>What went to and came from one number, in short.</summary>
/// <param name="PhoneNumber">The number or alphanumeric name.</param>
/// <param name="Name">The contact's name; null = none was given.</param>
/// <param name="Last">The newest message.</param>
/// <param name="Unread">Received messages that nobody has read.</param>
/// <param name="Count">All of them.</param>
/// <param name="Mark">Where it stands among the others.</param>
public sealed record Conversation(string PhoneNumber, string? Name, Message Last, long Unread, long Count, ConversationMark Mark);
