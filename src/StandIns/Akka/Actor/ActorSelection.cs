namespace Akka.Actor;

/// <summary>A path as an address: whoever lives there gets the message. No wildcards.</summary>
public class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    public ActorSelection(IActorRef anchor, string path) : this(anchor, Split(path)) { }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        _elements = [.. elements.Where(element => element.Length > 0)];
        if (_elements.FirstOrDefault(element => element.Contains('*', StringComparison.Ordinal) || element.Contains('?', StringComparison.Ordinal)) is { } wild)
            throw new NotSupportedException($"The stand-in's actor selections have no wildcards: {wild}");
    }

    public IActorRef Anchor { get; }

    public string PathString => "/" + string.Join('/', _elements);

    public void Tell(object message, IActorRef sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        Deliver(Anchor, _elements, message, sender ?? ActorCell.GetCurrentSelfOrNoSender());
    }

    /// <exception cref="ActorNotFoundException">Nobody lives there, or did not answer in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"Nobody lives at {this}");
        }
        catch (Exception cause) when (cause is not ActorNotFoundException)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", cause);
        }
    }

    public override string ToString() =>
        $"ActorSelection[Anchor({Anchor.Path}{(Anchor.Path.Uid == 0 ? "" : "#" + Anchor.Path.Uid)}), Path({PathString})]";

    public override bool Equals(object obj) =>
        obj is ActorSelection other && Equals(Anchor, other.Anchor) && _elements.SequenceEqual(other._elements);

    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    internal static ActorSelection From(string path, ActorSystemImpl system, IActorRef lookup)
    {
        if (string.IsNullOrEmpty(path))
            return new ActorSelection(system.DeadLetters, "");
        if (ActorPath.TryParse(path, out var absolute))
            return From(absolute, system);
        if (path[0] != '/' && Uri.IsWellFormedUriString(path, UriKind.Absolute))
            return new ActorSelection(system.DeadLetters, "");
        return path[0] == '/' ? new ActorSelection(system.Provider.RootGuardian, path) : new ActorSelection(lookup, path);
    }

    internal static ActorSelection From(ActorPath path, ActorSystemImpl system) =>
        path.Address == system.Provider.DefaultAddress
            ? new ActorSelection(system.Provider.RootGuardian, path.Depth == 0 ? [] : path.ElementsWithUid)
            : new ActorSelection(system.DeadLetters, path.Elements);

    internal static void Deliver(IActorRef anchor, IReadOnlyList<string> elements, object message, IActorRef sender)
    {
        var target = ((IInternalActorRef)anchor).GetChild(elements);
        if (target is Nobody && anchor is not Nobody)
        {
            if (message is Identify identify)
                sender?.Tell(new ActorIdentity(identify.MessageId, null));
            else
                new EmptyLocalActorRef(((IInternalActorRef)anchor).Provider, anchor.Path / elements.Where(element => element != ".."), Events(anchor))
                    .Tell(message, sender);
            return;
        }
        target.Tell(message, sender);
    }

    private static Akka.Event.EventStream Events(IActorRef anchor) =>
        ((Internal.LocalActorRefProvider)((IInternalActorRef)anchor).Provider).System.EventStream;

    private static string[] Split(string path) => path.Split('/');
}
