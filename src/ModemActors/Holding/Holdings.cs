using ModemActors.Settings;

namespace ModemActors.Holding;

/// <summary>
/// Which foreign programs are stopped for us: before-open is run before the first of the modems that share the same two commands takes its port, after-close after
/// the last of them let go of it, one command at a time and never both at once. One per node; may be used from any thread.
/// </summary>
/// <param name="marks">What is held, for after our own crash.</param>
/// <param name="report">Told of every command that was run, and of marks that cannot be written.</param>
internal sealed class Holdings(HoldingMarks marks, Action<CommandOutcome> report)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string?, string?), HashSet<string>> _holders = [];
    private Task _last = Task.CompletedTask;
    private TaskCompletionSource? _held;

    public static Holdings Of(ModemActorsSettings settings, Action<CommandOutcome> report) => new(new HoldingMarks(settings.StateDirectory), report);

    /// <summary>The modem's part in it; null if no commands are configured for it.</summary>
    public PortHolding? For(ModemSettings modem) => modem.BeforeOpen is null && modem.AfterClose is null
        ? null
        : new PortHolding(this, modem.Id, new HoldingCommands(modem.BeforeOpen, modem.AfterClose, modem.HoldTimeout));

    /// <summary>Runs after-close for what a process that died held. To be called before anything is held, by who is alone on this node.</summary>
    /// <returns>What was run.</returns>
    public Task<IReadOnlyList<CommandOutcome>> RecoverAsync() => InTurn<IReadOnlyList<CommandOutcome>>(async () =>
    {
        var outcomes = new List<CommandOutcome>();
        foreach (var commands in marks.List().Where(commands => !_holders.ContainsKey(KeyOf(commands))))
        {
            if (await EndAsync(commands).ConfigureAwait(false) is { } outcome)
                outcomes.Add(outcome);
        }

        return outcomes;
    });

    /// <summary>Ends when nothing is held any more and no command is under way.</summary>
    public async Task EndedAsync()
    {
        await (_held?.Task ?? Task.CompletedTask).ConfigureAwait(false);
        await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Why before-open failed; null = it did not, or need not be run.</returns>
    public Task<string?> BeginAsync(string modem, HoldingCommands commands) => InTurn(async () =>
    {
        if (_holders.TryGetValue(KeyOf(commands), out var holders))
        {
            holders.Add(modem);
            return null;
        }

        _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _holders[KeyOf(commands)] = [modem];
        if (commands.AfterClose is not null)
            Put(commands);
        return commands.BeforeOpen is null ? null : (await RunAsync(commands.BeforeOpen, "before-open", commands.Limit).ConfigureAwait(false)).Failure;
    });

    /// <summary>Nothing if the modem does not hold.</summary>
    public Task EndAsync(string modem, HoldingCommands commands) => InTurn(async () =>
    {
        if (!_holders.TryGetValue(KeyOf(commands), out var holders) || !holders.Remove(modem) || holders.Count > 0)
            return null;
        _holders.Remove(KeyOf(commands));
        var outcome = await EndAsync(commands).ConfigureAwait(false);
        if (_holders.Count == 0)
        {
            _held?.SetResult();
            _held = null;
        }

        return outcome;
    });

    private Task<T> InTurn<T>(Func<Task<T>> work)
    {
        lock (_lock)
        {
            var mine = After(_last, work);
            _last = mine;
            return mine;
        }
    }

    private static async Task<T> After<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Yield();
        return await work().ConfigureAwait(false);
    }

    /// <summary>A command that failed keeps its mark: it is tried again at the next start, or by <c>modemactors release</c>.</summary>
    private async Task<CommandOutcome?> EndAsync(HoldingCommands commands)
    {
        if (commands.AfterClose is null)
            return null;
        var outcome = await RunAsync(commands.AfterClose, "after-close", commands.Limit).ConfigureAwait(false);
        if (outcome.Failure is null)
            marks.Remove(commands);
        return outcome;
    }

    private void Put(HoldingCommands commands)
    {
        try
        {
            marks.Put(commands);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            report(new CommandOutcome("state-directory", $"that the port is held cannot be put on record, so a crash would leave after-close undone: {cause.Message}"));
        }
    }

    private async Task<CommandOutcome> RunAsync(string command, string purpose, TimeSpan limit)
    {
        var outcome = await ShellCommand.RunAsync(command, new Dictionary<string, string> { ["MODEMACTORS_PURPOSE"] = purpose }, limit).ConfigureAwait(false);
        report(outcome with { Command = $"{purpose} = {command}" });
        return outcome;
    }

    private static (string?, string?) KeyOf(HoldingCommands commands) => (commands.BeforeOpen, commands.AfterClose);
}
