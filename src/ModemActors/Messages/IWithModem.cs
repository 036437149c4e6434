namespace ModemActors.Messages;

/// <summary>Addressed to, or said of, one modem.</summary>
public interface IWithModem
{
    /// <summary>The modem's id as configured.</summary>
    string Modem { get; }
}
