using ModemActors.Modem;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Asking;

/// <summary>A way to a modem: the port itself, or the service that has it.</summary>
internal interface IModemLine : IAsyncDisposable
{
    /// <summary>How the modem is reached, for a person.</summary>
    string Name { get; }

    /// <summary>Runs a transaction to its end.</summary>
    /// <exception cref="VerbException">It did not come to its end; says why.</exception>
    Task RunAsync(PortTransaction transaction, CancellationToken cancellation);
}
