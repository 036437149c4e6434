namespace ModemActors.Inbox;

/// <summary>Remembers how often a slot was to be deleted and is still there: nobody shall try for ever.</summary>
internal sealed class StubbornSlots
{
    private const int MostTries = 3;

    private readonly Dictionary<SlotToDelete, int> _tries = [];

    public bool MayTry(SlotToDelete slot) => _tries.GetValueOrDefault(slot) < MostTries;

    /// <summary>It was tried, whatever the modem said of it. True if that was the last time.</summary>
    public bool Tried(SlotToDelete slot) => (_tries[slot] = _tries.GetValueOrDefault(slot) + 1) == MostTries;

    /// <summary>What is not among these is gone, so that trying helped.</summary>
    public void KeepOnly(IReadOnlySet<SlotToDelete> present)
    {
        foreach (var gone in _tries.Keys.Where(slot => !present.Contains(slot)).ToArray())
            _tries.Remove(gone);
    }

    public void Clear() => _tries.Clear();
}
