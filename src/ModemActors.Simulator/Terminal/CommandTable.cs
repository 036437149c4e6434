namespace ModemActors.Simulator;

/// <summary>What a command does, by its name. One table for all modems; the call carries the modem.</summary>
internal sealed class CommandTable
{
    private static readonly CommandTable Known = new();
    private readonly Dictionary<string, Func<CommandCall, Outcome>> _routines = [];

    private CommandTable()
    {
        GeneralCommands.AddTo(this);
        IdentityCommands.AddTo(this);
        SecurityCommands.AddTo(this);
        NetworkCommands.AddTo(this);
        MessageSettingCommands.AddTo(this);
        MessageStorageCommands.AddTo(this);
        MessageSendingCommands.AddTo(this);
        CallCommands.AddTo(this);
    }

    public Func<CommandCall, Outcome> this[string name]
    {
        set => _routines[name] = value;
    }

    /// <summary>Runs the call, as far as the faults let it. Unknown commands and forms answer ERROR.</summary>
    public static Outcome Run(CommandCall call) => call.Modem.Faults.OnCommand(call, () => Known.Routine(call)(call));

    private Func<CommandCall, Outcome> Routine(CommandCall call)
    {
        if (_routines.TryGetValue(call.Name, out var routine)) return routine;
        return call.Name.StartsWith('S') ? GeneralCommands.SParameter : _ => Outcome.Error;
    }
}
