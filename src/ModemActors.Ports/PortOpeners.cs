namespace ModemActors.Ports;

/// <summary>Several openers as one: the first that knows the kind of address opens it.</summary>
public sealed class PortOpeners(params IModemPortOpener[] openers) : IModemPortOpener
{
    /// <inheritdoc/>
    public bool Opens(PortAddress address) => Array.Exists(openers, opener => opener.Opens(address));

    /// <inheritdoc/>
    public Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken) =>
        Array.Find(openers, opener => opener.Opens(address)) is { } opener
            ? opener.OpenAsync(address, options, cancellationToken)
            : Task.FromException<IModemPort>(new PortException(
                PortFault.Unsupported,
                address is ImeiPort
                    ? $"{address} is found by the running service only; start it, or name the port (modemactors discover lists them)"
                    : $"{address} cannot be opened here; use one of: a device, usb:, usb-path:, tcp://"));
}
