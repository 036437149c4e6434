namespace ModemActors.Simulator;

/// <summary>A message in a slot.</summary>
internal sealed class StoredMessage(SlotState state, byte[] smsc, byte[] tpdu)
{
    public SlotState State { get; set; } = state;

    /// <summary>The service centre's address with its length octet; a lone zero if none is given.</summary>
    public byte[] Smsc { get; } = smsc;

    public byte[] Tpdu { get; } = tpdu;

    /// <summary>A slot that the modem claims to delete and does not.</summary>
    public bool Undeletable { get; set; }

    public string Hex => Convert.ToHexString(Smsc) + Convert.ToHexString(Tpdu);

    public void MarkRead()
    {
        if (State == SlotState.ReceivedUnread) State = SlotState.ReceivedRead;
    }
}
