using Akka.Actor;
using ModemActors.Ports;
using ModemActors.Protocol.At;

namespace ModemActors.Modem;

/// <summary>Why a transaction was not done, or not to its end.</summary>
internal enum PortFailure
{
    /// <summary>The port is not open or the modem not set up yet; nothing was said to it.</summary>
    NotReady,

    /// <summary>The line broke.</summary>
    PortLost,

    /// <summary>The modem gave no answer before the deadline.</summary>
    NoAnswer,

    /// <summary>The modem restarted.</summary>
    Rebooted,

    /// <summary>The port is lent to another program. No fault: nothing is to be recovered.</summary>
    Leased,

    /// <summary>The port was let go of because a person wants that. No fault: nothing is to be recovered.</summary>
    Suspended,
}

/// <summary>What is said to and by a <see cref="ModemActor"/>.</summary>
internal static class PortProtocol
{
    /// <summary>Do this when it is its turn. Answered with <see cref="Done"/> or <see cref="Failed"/>, always.</summary>
    public sealed record Run(PortTransaction Transaction);

    /// <summary>The transaction went to its end; it carries what it found.</summary>
    public sealed record Done(PortTransaction Transaction);

    /// <summary>The transaction did not go to its end.</summary>
    /// <param name="BodyWritten">True: the modem had the body of a message when it happened, so that nobody knows whether it went out.</param>
    public sealed record Failed(PortTransaction Transaction, PortFailure Failure, string Reason, bool BodyWritten);

    /// <summary>Close the port and open it anew.</summary>
    public sealed record Reopen(string Reason);

    /// <summary>To the supervisor: one of those who use the port has started, perhaps anew, and knows nothing of the modem.</summary>
    public sealed record Joined
    {
        public static readonly Joined Instance = new();
    }

    /// <summary>Set the modem up again when it is its turn: what was set may not hold any more.</summary>
    public sealed record SettleAgain(string Reason);

    /// <summary>
    /// Finish what runs, take nothing more, close the port and keep it closed until <see cref="TakeBack"/>. Answered with <see cref="Free"/>.
    /// </summary>
    /// <param name="Failure">What those are told who want the modem meanwhile: <see cref="PortFailure.Leased"/> or <see cref="PortFailure.Suspended"/>.</param>
    public sealed record LetGo(PortFailure Failure, string Reason);

    /// <summary>The port is closed, for as long as it is not taken back.</summary>
    /// <param name="PortName">What was open last; null = nothing ever was.</param>
    public sealed record Free(string? PortName);

    /// <summary>Open the port again and set the modem up as if it were new; nothing if it was not let go of.</summary>
    public sealed record TakeBack(string Reason);

    /// <summary>To the supervisor: the port is open, the modem is being set up.</summary>
    /// <param name="IsCycle">True: as always after a rest (access = shared); the modem counts as usable all the time.</param>
    public sealed record Opened(string PortName, bool IsCycle = false);

    /// <summary>To the supervisor: the port is closed until there is something to do (access = shared); the modem stays usable.</summary>
    public sealed record Resting
    {
        public static readonly Resting Instance = new();
    }

    /// <summary>To the supervisor: the modem is set up, or answers at least; it takes transactions from now on.</summary>
    public sealed record Settled(SettledModem Modem);

    /// <summary>To the supervisor: no transactions for now.</summary>
    public sealed record Unavailable(PortFailure Failure, string Reason)
    {
        /// <summary>What is wrong with the port itself; null = nothing, or it is not known.</summary>
        public PortFault? Fault { get; init; }
    }

    /// <summary>To the supervisor: the modem said something that nobody asked for.</summary>
    public sealed record Heard(UnsolicitedCode Code);

    /// <summary>To the supervisor: a line that answers nothing that was asked, perhaps an answer that comes too late.</summary>
    public sealed record HeardStray(string Line);
}
