using ModemActors.Messages;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>Writes what must be in effect and reads back what is; what an earlier session set counts for nothing.</summary>
internal sealed class HoldSettings(ModemSettings settings, ModemProfile profile) : PortTransaction
{
    private readonly List<string> _drift = [];
    private readonly List<ModemSetting> _held = [];

    public override string Purpose => "hold the settings";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>Why the modem can neither send nor receive with what is in effect; null = it can.</summary>
    public string? Problem { get; private set; }

    public string? Smsc { get; private set; }

    public StorageUse? Storage { get; private set; }

    public bool Announces { get; private set; }

    public NotificationSettings? Notification { get; private set; }

    public bool MustAcknowledge { get; private set; }

    public bool StoresReports { get; private set; }

    /// <summary>What should be in effect and what is.</summary>
    public IReadOnlyList<ModemSetting> Settings => _held;

    /// <summary>What is not as it should be although it was just set, in words.</summary>
    public IReadOnlyList<string> Drift => _drift;

    public override IEnumerable<TransactionStep> Steps()
    {
        var wanted = settings.TextMode ? MessageFormat.Text : MessageFormat.Pdu;
        yield return Ask(new WriteMessageFormat(wanted));
        var format = Ask(new ReadMessageFormat());
        yield return format;
        Hold(HeldSetting.Format, HeldSetting.TextOf(wanted), format.Result.IsOk ? HeldSetting.TextOf(format.Result.Value) : null);
        if (format.Result.IsOk && format.Result.Value != wanted)
        {
            Problem = wanted == MessageFormat.Pdu
                ? "the modem stays in text mode; set sms-mode = text for it"
                : "the modem stays in PDU mode; set sms-mode = pdu for it";
            yield break;
        }

        foreach (var step in (settings.TextMode ? TextMode() : []).Concat(Notifications()).Concat(Storages()).Concat(ServiceCentre()))
            yield return step;
    }

    private void Hold(string name, string? desired, string? effective) => _held.Add(new ModemSetting(name, desired, effective));

    private IEnumerable<TransactionStep> TextMode()
    {
        yield return Ask(new WriteCharacterSet("UCS2"));
        yield return Ask(new WriteTextHeaders(true));
        var characters = Ask(new ReadCharacterSet(), maySayNothing: true);
        yield return characters;
        Hold(HeldSetting.Characters, "UCS2", characters.ValueOr(null));
    }

    private IEnumerable<TransactionStep> Notifications()
    {
        var service = Ask(new ReadSmsService(), maySayNothing: true);
        yield return service;
        MustAcknowledge = service.Result is { IsOk: true, Value.Service: 1 };

        foreach (var choice in profile.Notification)
        {
            var write = Ask(new WriteNotification(choice));
            yield return write;
            if (!write.Result.IsOk)
                continue;
            var read = Ask(new ReadNotification());
            yield return read;
            Notification = read.ValueOr(null);
            var effective = Notification ?? choice;
            StoresReports = effective.Ds == 2;
            Announces = effective.Mode != 0 && effective.Mt == 1;
            if (effective.Mt is 2 or 3)
                _drift.Add("messages are forwarded past the storage (AT+CNMI)");
            if (!Announces)
                continue;
            Hold(HeldSetting.Notification, HeldSetting.TextOf(choice), HeldSetting.TextOf(Notification));
            yield break;
        }

        Hold(HeldSetting.Notification, profile.Notification is [var first, ..] ? HeldSetting.TextOf(first) : null, HeldSetting.TextOf(Notification));
        _drift.Add("the modem announces no messages (AT+CNMI); they are found by listing only");
    }

    private IEnumerable<TransactionStep> Storages()
    {
        var selected = Ask(new SelectStorage(settings.Storage, settings.Storage, settings.Storage));
        yield return selected;
        if (!selected.Result.IsOk)
        {
            // some modems let only the first memory be chosen
            selected = Ask(new SelectStorage(settings.Storage, null, null));
            yield return selected;
        }

        var state = Ask(new ReadStorage());
        yield return state;
        if (state.Result is { IsOk: true, Value: { Mem1.Name: { } reads and not "MT", Mem3.Name: { } receives } } && reads != receives)
        {
            // What comes in must be what is read, even where the memory for it cannot be chosen.
            _drift.Add($"messages come into {receives}, not {reads}: {receives} is read");
            selected = Ask(new SelectStorage(receives, null, null));
            yield return selected;
            state = Ask(new ReadStorage());
            yield return state;
        }

        Storage = state.Result.IsOk ? state.Result.Value.Mem1 : selected.Result.IsOk ? selected.Result.Value.Mem1 : null;
        Hold(HeldSetting.Storage, settings.Storage, state.Result.IsOk ? state.Result.Value.Mem1.Name : null);
        if (Storage is { Name: { } name } && name != settings.Storage)
            _drift.Add($"message memory is {name}, not {settings.Storage}");
    }

    private IEnumerable<TransactionStep> ServiceCentre()
    {
        if (settings.Smsc is { } wanted)
            yield return Ask(new WriteSmsc(wanted));
        var centre = Ask(new ReadSmsc(), maySayNothing: true);
        yield return centre;
        Smsc = centre.ValueOr(null)?.ToString();
        Hold(HeldSetting.ServiceCentre, settings.Smsc?.ToString(), Smsc);
        if (settings.Smsc is { } desired && Smsc is not null && Smsc != desired.ToString())
            _drift.Add($"service centre is {Smsc}, not {desired}");
    }
}
