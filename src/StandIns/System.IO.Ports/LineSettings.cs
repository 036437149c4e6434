using ModemActors.Ports.Posix;

namespace System.IO.Ports;

/// <summary>The settings of a line, all of which are set at once.</summary>
internal readonly record struct LineSettings(int BaudRate, Parity Parity, int DataBits, StopBits StopBits, Handshake Handshake)
{
    /// <exception cref="ArgumentException">The combination does not exist.</exception>
    public void Check()
    {
        if (StopBits == StopBits.OnePointFive && DataBits != 5)
            throw new ArgumentException("One and a half stop bits exist with 5 data bits only.");
    }

    public void ApplyTo(ref TerminalSettings settings)
    {
        settings.MakeRaw();
        settings.SetFrame(
            DataBits,
            hasTwoStopBits: StopBits is StopBits.Two or StopBits.OnePointFive,
            hasParity: Parity != Parity.None,
            isOdd: Parity is Parity.Odd or Parity.Mark,
            isSticky: Parity is Parity.Mark or Parity.Space);
        settings.SetHandshake(
            isXonXoff: Handshake is Handshake.XOnXOff or Handshake.RequestToSendXOnXOff,
            isRtsCts: Handshake is Handshake.RequestToSend or Handshake.RequestToSendXOnXOff);
        settings.SetRate(BaudRate);
    }
}
