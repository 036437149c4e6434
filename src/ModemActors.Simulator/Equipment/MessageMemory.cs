namespace ModemActors.Simulator;

/// <summary>A memory as AT+CPMS selects it: the slots of one chip, or (MT) those of two in a row.</summary>
internal sealed class MessageMemory(string name, int firstIndex, params StoredMessage?[][] banks)
{
    public string Name { get; } = name;

    public int Total => banks.Sum(bank => bank.Length);

    public int Used => banks.Sum(bank => bank.Count(message => message is not null));

    public bool HasRoom => Used < Total;

    /// <summary>The occupied slots, lowest index first.</summary>
    public IEnumerable<(int Index, StoredMessage Message)> Occupied()
    {
        var index = firstIndex;
        foreach (var bank in banks)
            foreach (var message in bank)
            {
                if (message is not null) yield return (index, message);
                index++;
            }
    }

    /// <summary>Whether there is such a slot; <paramref name="message"/> is null if it is empty.</summary>
    public bool TryGet(int index, out StoredMessage? message)
    {
        message = null;
        if (!TryLocate(index, out var bank, out var place)) return false;
        message = bank[place];
        return true;
    }

    /// <summary>Puts the message into the lowest free slot.</summary>
    /// <returns>Its index, or null: no room.</returns>
    public int? Store(StoredMessage message)
    {
        var index = firstIndex;
        foreach (var bank in banks)
            for (var place = 0; place < bank.Length; place++, index++)
            {
                if (bank[place] is not null) continue;
                bank[place] = message;
                return index;
            }
        return null;
    }

    /// <summary>Empties the slot; an empty one stays empty.</summary>
    /// <returns>Whether there is such a slot.</returns>
    public bool Delete(int index)
    {
        if (!TryLocate(index, out var bank, out var place)) return false;
        if (bank[place] is { Undeletable: false }) bank[place] = null;
        return true;
    }

    private bool TryLocate(int index, out StoredMessage?[] bank, out int place)
    {
        place = index - firstIndex;
        foreach (var candidate in banks)
        {
            bank = candidate;
            if (place >= 0 && place < candidate.Length) return true;
            place -= candidate.Length;
        }
        bank = [];
        return false;
    }
}
