namespace ModemActors.Ports;

/// <summary>A port cannot be opened or used. The message is one sentence that says what happened and what to do.</summary>
public sealed class PortException : IOException
{
    public PortException(PortFault fault, string message, PortHolder? holder = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Fault = fault;
        Holder = holder;
    }

    /// <summary>The kind of fault.</summary>
    public PortFault Fault { get; }

    /// <summary>The process that has the port; null if it is not known, and with other faults than busy and locked.</summary>
    public PortHolder? Holder { get; }
}
