namespace ModemActors.Storage;

/// <summary>A request for work.</summary>
/// <param name="IdleModems">The modems that can take a message now, by id.</param>
/// <param name="Routes">Whether a message to this number may go by this modem; asked only for messages that are not bound to a modem. Must
/// be quick and pure. Null = every modem.</param>
public sealed record ClaimRequest(IReadOnlyList<string> IdleModems, Func<string, string, bool>? Routes = null);

/// <summary>A message in the hands of a modem: state <c>sending</c>, no byte of it sent in this attempt.</summary>
/// <param name="Modem">The modem that is to send it.</param>
/// <param name="Message">The message, its attempt counted already.</param>
/// <param name="Parts">Its parts from an earlier attempt, in order; empty if none were planned yet.</param>
public sealed record Claim(string Modem, Message Message, IReadOnlyList<MessagePart> Parts);

/// <summary>What became of <see cref="IMessageStore.ClaimAsync"/>. Everything in it is committed.</summary>
/// <param name="Claims">One message at most per idle modem.</param>
/// <param name="Duplicates">Messages that were found to be duplicates and ended so.</param>
/// <param name="Expired">Messages whose time was over and ended so.</param>
/// <param name="Rejected">Messages (of other programs) that can't be sent at all and failed, with the reason in <see
/// cref="Message.Error"/>.</param>
/// <param name="NextDue">When to ask again although nobody queues anything: the earliest time at which a waiting message comes due or
/// expires; now or earlier if there was
/// more to look at than one request does. Null = nothing waits for a time.</param>
public sealed record ClaimResult(
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Message> Duplicates,
    IReadOnlyList<Message> Expired,
    IReadOnlyList<Message> Rejected,
    DateTimeOffset? NextDue);
