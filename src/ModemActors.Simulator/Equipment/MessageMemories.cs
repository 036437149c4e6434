namespace ModemActors.Simulator;

/// <summary>The memories of one modem: the SIM's (SM), its own (ME), both as one (MT), and the status reports' (SR).</summary>
internal sealed class MessageMemories
{
    private readonly Dictionary<string, MessageMemory> _byName;

    public MessageMemories(SimulatedModemOptions options)
    {
        var sim = new StoredMessage?[options.StorageSize];
        var equipment = new StoredMessage?[options.EquipmentStorageSize];
        var reports = new StoredMessage?[options.ReportStorageSize];
        var first = options.Profile.FirstSlot;
        MessageMemory[] all = [new("SM", first, sim), new("ME", first, equipment), new("MT", first, sim, equipment), new("SR", first, reports)];
        _byName = all.Where(memory => options.Profile.Memories.Contains(memory.Name))
            .ToDictionary(memory => memory.Name, StringComparer.OrdinalIgnoreCase);
        Names = options.Profile.Memories;
    }

    public IReadOnlyList<string> Names { get; }

    public MessageMemory? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Everything that lies on the modem, chip by chip.</summary>
    public IReadOnlyList<SimulatedSlot> ListSlots() =>
    [
        .. from name in Names
           where name != "MT"
           from slot in _byName[name].Occupied()
           select new SimulatedSlot(name, slot.Index, slot.Message.State, slot.Message.Hex),
    ];

    /// <summary>Puts read messages of a stranger into all free slots of a memory but so many.</summary>
    public void Fill(string name, int leaving, string smsc, DateTimeOffset time)
    {
        var memory = _byName[name];
        while (memory.Total - memory.Used > leaving)
        {
            var tpdu = DeliverFrame.Compose(AddressField.From("Filler"), 0, UserDataField.Plain($"Filler {memory.Used + 1}"), time);
            memory.Store(new StoredMessage(SlotState.ReceivedRead, AddressField.ServiceCentre(smsc), tpdu));
        }
    }

    /// <summary>What lies in any slot now stays there, or can be deleted again.</summary>
    public void MakeUndeletable(bool undeletable = true)
    {
        foreach (var memory in _byName.Values)
            foreach (var (_, message) in memory.Occupied()) message.Undeletable = undeletable;
    }
}
