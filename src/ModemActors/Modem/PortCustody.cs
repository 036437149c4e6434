using Akka.Actor;
using ModemActors.Holding;
using ModemActors.Ports;

namespace ModemActors.Modem;

/// <summary>
/// Whether a port is ours to hold, over the incarnations of the actor that owns it: it must not be opened by an incarnation that does not know that it was let
/// go of. One per modem, used by its <see cref="ModemActor"/> alone, passed to it by its Props.
/// </summary>
internal sealed class PortCustody(PortHolding? holding = null)
{
    /// <summary>Why it is not ours now; null = it is.</summary>
    public PortProtocol.LetGo? Absence { get; private set; }

    /// <summary>Who waits for the port to be free.</summary>
    public IActorRef Asker { get; private set; } = ActorRefs.Nobody;

    /// <summary>What was open last; null = nothing ever was.</summary>
    public string? PortName { get; set; }

    public void Leave(PortProtocol.LetGo wish, IActorRef asker) => (Absence, Asker) = (wish, asker);

    public void Return() => (Absence, Asker) = (null, ActorRefs.Nobody);

    /// <summary><paramref name="open"/>, with before-open run first where our holding of the port begins with it.</summary>
    public Func<CancellationToken, Task<IModemPort>> Around(Func<CancellationToken, Task<IModemPort>> open) =>
        holding is null ? open : life => holding.OpenAsync(open, life);

    /// <summary>Once the port is closed, our holding of it ends too, with after-close.</summary>
    /// <param name="closed">Ends when the port is closed, or could not be; the next opening tells.</param>
    public Task EndAsync(Task closed) => holding?.EndAsync(closed) ?? LendAsync(closed);

    /// <summary>The port is closed; our holding of it goes on, for it is only lent.</summary>
    public static async Task LendAsync(Task closed) => await closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
