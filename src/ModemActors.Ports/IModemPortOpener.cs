namespace ModemActors.Ports;

/// <summary>Opens ports of the kinds of address that it knows.</summary>
public interface IModemPortOpener
{
    /// <summary>Whether this opener knows this kind of address; says nothing about the port being there.</summary>
    bool Opens(PortAddress address);

    /// <summary>
    /// Opens the port exclusively, never on the caller's thread. An opening that hangs (a wedged device: 30 s) can be cancelled; it is then
    /// abandoned, and what it opens late is closed at once.
    /// </summary>
    /// <exception cref="PortException">It cannot be opened; <see cref="PortException.Fault"/> says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken);
}
