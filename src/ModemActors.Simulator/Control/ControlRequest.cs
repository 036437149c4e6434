namespace ModemActors.Simulator;

/// <summary>One line on the control channel; <paramref name="Do"/> says which of the others matter.</summary>
/// <param name="Do">inject, record, deliveries, slots, modems, faults, clear-faults, unplug, plug, hang-up, reset, ring, stop-ringing, signal, registration.</param>
/// <param name="Modem">The modem, by id or number.</param>
/// <param name="From">inject, ring: the sender's number, or up to 11 letters.</param>
/// <param name="Text">inject: the text, cut into parts as it needs.</param>
/// <param name="Tpdu">inject: the TPDU instead of from and text, hexadecimal.</param>
/// <param name="After">record: the number of the last message that is known already; deliveries: how many to leave out.</param>
/// <param name="Scenario">faults: lines of a scenario.</param>
/// <param name="Level">reset: reopen, radio, modem, usb, power.</param>
/// <param name="Name">hang-up: the name under which the port comes back.</param>
/// <param name="Value">signal, registration: the number.</param>
internal sealed record ControlRequest(string? Do, string? Modem, string? From, string? Text, string? Tpdu, int After, string? Scenario, ResetLevel? Level,
    string? Name, int? Value);
