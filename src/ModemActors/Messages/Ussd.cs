namespace ModemActors.Messages;

/// <summary>Send a USSD code over a modem, or an answer where the network asked for one. Answered with <see cref="UssdAnswered"/> or
/// <see cref="ModemRefused"/>, within a minute or so. It may cost money.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Code">1 to 160 of the characters 0-9 * # +, for example <c>*100#</c>.</param>
public sealed record RunUssd(string Modem, string Code) : IWithModem;

/// <summary>What the network said.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="Text">Its words; empty = none.</param>
/// <param name="ExpectsReply">True: it waits for an answer, which is another <see cref="RunUssd"/>.</param>
public sealed record UssdAnswered(string Modem, string Text, bool ExpectsReply) : IWithModem;
