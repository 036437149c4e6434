using ModemActors.Ports;

namespace ModemActors.Holding;

/// <summary>One modem's holding of its port, with the commands around it.</summary>
internal sealed class PortHolding(Holdings holdings, string modem, HoldingCommands commands)
{
    private Task _ending = Task.CompletedTask;

    /// <summary>Opens the port, with before-open first where our holding begins. A command that failed does not keep us from trying.</summary>
    /// <exception cref="PortException">It cannot be opened; says so if before-open had failed.</exception>
    public async Task<IModemPort> OpenAsync(Func<CancellationToken, Task<IModemPort>> open, CancellationToken life)
    {
        await _ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failure = await holdings.BeginAsync(modem, commands).ConfigureAwait(false);
        life.ThrowIfCancellationRequested();
        try
        {
            return await open(life).ConfigureAwait(false);
        }
        catch (PortException cause) when (failure is not null)
        {
            throw new PortException(cause.Fault, $"{cause.Message} (before-open = {commands.BeforeOpen}: {failure})", cause.Holder, cause);
        }
    }

    /// <summary>Our holding ends once the port is closed; what is opened later begins after that.</summary>
    /// <param name="closed">Ends when the port is closed, or could not be.</param>
    public Task EndAsync(Task closed) => _ending = EndAsync(_ending, closed);

    private async Task EndAsync(Task before, Task closed)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await holdings.EndAsync(modem, commands).ConfigureAwait(false);
    }
}
