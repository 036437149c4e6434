namespace ModemActors.Outbox;

/// <summary>
/// Parts whose answer this incarnation gave up waiting for. An answer that comes late says nothing but a reference, so it is believed only if one part alone can be
/// meant: what an earlier process gave to the modem is not known here.
/// </summary>
internal sealed class UnansweredParts
{
    private readonly List<(long MessageId, int Number)> _parts = [];

    public void Add(long messageId, int number) => _parts.Add((messageId, number));

    /// <summary>The only part that can be meant; null if there is none or more than one. Whatever it is, nothing is left afterwards.</summary>
    public (long MessageId, int Number)? TakeOnly()
    {
        (long, int)? only = _parts is [var part] ? part : null;
        _parts.Clear();
        return only;
    }
}
