namespace System.IO.Ports;

/// <summary>The parity bit.</summary>
public enum Parity
{
    None,
    Odd,
    Even,
    Mark,
    Space,
}

/// <summary>Stop bits of a character. <see cref="None"/> is refused; <see cref="OnePointFive"/> needs 5 data bits.</summary>
public enum StopBits
{
    None,
    One,
    Two,
    OnePointFive,
}

/// <summary>Flow control.</summary>
public enum Handshake
{
    None,
    XOnXOff,
    RequestToSend,
    RequestToSendXOnXOff,
}
