using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModemActors.Messages;

namespace ModemActors.Telemetry;

/// <summary>What is known of the modems of this process, for whoever reads the meter.</summary>
internal static class ModemGauges
{
    private static readonly ConcurrentDictionary<string, (object Owner, ModemStatus Status)> s_modems = new();

    /// <param name="owner">Who tells; another one's modem of this name is not his to remove.</param>
    public static void Set(object owner, ModemStatus status) => s_modems[status.Modem] = (owner, status);

    public static void Remove(object owner, string modem)
    {
        if (s_modems.TryGetValue(modem, out var known) && ReferenceEquals(known.Owner, owner))
            s_modems.TryRemove(KeyValuePair.Create(modem, known));
    }

    private static IEnumerable<ModemStatus> Statuses => s_modems.Values.Select(known => known.Status);

    public static void Create(Meter meter)
    {
        meter.CreateObservableGauge("modemactors.modem.signal", () => Known(modem => modem.SignalDbm), "dBm", "Signal strength.");
        meter.CreateObservableGauge("modemactors.modem.registered", Registered, "{modem}", "1: registered in a network, at home or roaming.");
        meter.CreateObservableGauge("modemactors.modem.storage.slots", () => Known(modem => modem.StorageTotal), "{slot}", "Slots of the message memory.");
        meter.CreateObservableGauge("modemactors.modem.storage.used", () => Known(modem => modem.StorageUsed), "{slot}", "Slots of the message memory in use.");
        meter.CreateObservableGauge("modemactors.modem.state", States, "{modem}", "1 for the state that the modem is in, 0 for the others.");
        meter.CreateObservableGauge("modemactors.modem.verdict", Verdicts, "{modem}", "1 for the verdict on the modem, 0 for the others.");
        meter.CreateObservableGauge("modemactors.modem.info", Infos, "{modem}", "1; who the modem is.");
    }

    private static IEnumerable<Measurement<int>> Known(Func<ModemStatus, int?> value) =>
        from modem in Statuses
        let known = value(modem)
        where known is not null
        select new Measurement<int>(known.Value, Label("modem", modem.Modem));

    private static IEnumerable<Measurement<int>> Registered() => Statuses.Select(modem => new Measurement<int>(
        IsRegistered(modem) ? 1 : 0, Label("modem", modem.Modem)));

    private static bool IsRegistered(ModemStatus modem) => modem.OpenedPort is not null && modem.Registration is { } registration
        && (registration.StartsWith("home", StringComparison.OrdinalIgnoreCase) || registration.StartsWith("roaming", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Measurement<int>> States() =>
        from modem in Statuses
        from state in Enum.GetValues<ModemState>()
        select new Measurement<int>(modem.State == state ? 1 : 0, Label("modem", modem.Modem), Label("state", state.ToString().ToLowerInvariant()));

    private static IEnumerable<Measurement<int>> Verdicts() =>
        from modem in Statuses
        from verdict in Enum.GetValues<ModemVerdict>()
        select new Measurement<int>(modem.Verdict == verdict ? 1 : 0, Label("modem", modem.Modem), Label("verdict", verdict.ToString().ToLowerInvariant()));

    private static IEnumerable<Measurement<int>> Infos() => Statuses.Select(modem => new Measurement<int>(
        1,
        Label("modem", modem.Modem),
        Label("port", modem.OpenedPort ?? modem.Port),
        Label("manufacturer", modem.Identity?.Manufacturer ?? ""),
        Label("model", modem.Identity?.Model ?? ""),
        Label("revision", modem.Identity?.Revision ?? ""),
        Label("operator", modem.Operator ?? ""),
        Label("registration", modem.Registration?.ToLowerInvariant() ?? "")));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
