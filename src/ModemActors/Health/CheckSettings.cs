using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;

namespace ModemActors.Health;

/// <summary>Reads back what was in effect when the modem was set up: one that restarted without a word, or that another program used, has it no more.</summary>
/// <param name="held">What was in effect; what the modem did not say then is not asked.</param>
internal sealed class CheckSettings(IReadOnlyList<ModemSetting> held) : PortTransaction
{
    private readonly List<string> _drift = [];

    public override string Purpose => "read the settings back";

    public override TransactionPriority Priority => TransactionPriority.Housekeeping;

    /// <summary>What is not as it was set, in words; empty = nothing.</summary>
    public IReadOnlyList<string> Drifts => _drift;

    /// <summary>The same in one; null = nothing.</summary>
    public string? Drift => _drift.Count > 0 ? string.Join("; ", _drift) : null;

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var setting in held.Where(setting => setting.Effective is not null))
        {
            foreach (var step in Check(setting))
                yield return step;
        }
    }

    private IEnumerable<TransactionStep> Check(ModemSetting setting) => setting.Name switch
    {
        HeldSetting.Format => Check(setting, new ReadMessageFormat(), format => HeldSetting.TextOf(format)),
        HeldSetting.Notification => Check(setting, new ReadNotification(), HeldSetting.TextOf),
        HeldSetting.Storage => Check(setting, new ReadStorage(), storage => storage.Mem1.Name),
        HeldSetting.ServiceCentre when setting.Desired is not null => Check(setting, new ReadSmsc(), centre => centre?.ToString()),
        HeldSetting.Characters => Check(setting, new ReadCharacterSet(), characters => characters),
        _ => [],
    };

    private IEnumerable<TransactionStep> Check<T>(ModemSetting setting, AtCommand<T> command, Func<T, string?> textOf)
    {
        var read = Ask(command);
        yield return read;
        if (read.Result.IsOk && textOf(read.Result.Value) is { } now && now != setting.Effective)
            _drift.Add($"{setting.Name} is {now}, not {setting.Effective}");
    }
}
