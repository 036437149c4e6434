namespace ModemActors.Simulator;

/// <summary>What lies in one slot of a memory.</summary>
/// <param name="Memory">SM, ME or SR.</param>
/// <param name="Index">The slot's number as AT commands use it.</param>
/// <param name="State">Read, unread, sent, unsent.</param>
/// <param name="Hex">The PDU as AT+CMGR prints it: service centre's octets first, upper-case hexadecimal digits.</param>
public sealed record SimulatedSlot(string Memory, int Index, SlotState State, string Hex);
