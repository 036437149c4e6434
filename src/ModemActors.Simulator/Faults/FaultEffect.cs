namespace ModemActors.Simulator;

/// <summary>
/// One thing that can go wrong: either done to the modem at once, or to the next command, prompt, send, notification or output. Those that
/// <see cref="Fault"/> lists have names in scenario files; further ones are made of the factories here.
/// </summary>
public sealed class FaultEffect
{
    private FaultEffect(string name)
    {
        Name = name;
    }

    /// <summary>What it is, for a person.</summary>
    public string Name { get; }

    internal Action<SimulatedModem>? ModemEffect { get; private init; }

    internal Action<CommandTurn>? CommandEffect { get; private init; }

    internal Action<PromptTurn>? PromptEffect { get; private init; }

    internal Action<SendTurn>? SendEffect { get; private init; }

    internal Action<NotificationTurn>? NotificationEffect { get; private init; }

    internal Action<OutputTurn>? OutputEffect { get; private init; }

    /// <summary>Done to the modem as soon as it is triggered; called in the modem's turn.</summary>
    public static FaultEffect OnModem(string name, Action<SimulatedModem> effect) => new(name) { ModemEffect = effect };

    /// <summary>Done to a command before it runs.</summary>
    public static FaultEffect OnCommand(string name, Action<CommandTurn> effect) => new(name) { CommandEffect = effect };

    /// <summary>Done to a prompt.</summary>
    public static FaultEffect OnPrompt(string name, Action<PromptTurn> effect) => new(name) { PromptEffect = effect };

    /// <summary>Done to a message that was handed over whole.</summary>
    public static FaultEffect OnSend(string name, Action<SendTurn> effect) => new(name) { SendEffect = effect };

    /// <summary>Done to a +CMTI or +CDSI.</summary>
    public static FaultEffect OnNotification(string name, Action<NotificationTurn> effect) => new(name) { NotificationEffect = effect };

    /// <summary>Done to bytes that leave the modem.</summary>
    public static FaultEffect OnOutput(string name, Action<OutputTurn> effect) => new(name) { OutputEffect = effect };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
