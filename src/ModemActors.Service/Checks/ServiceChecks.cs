using ModemActors.Ports;
using ModemActors.Service.Configuration;
using ModemActors.Service.Operations;
using ModemActors.Service.Verbs;
using ModemActors.Service.Views;
using ModemActors.Settings;

namespace ModemActors.Service.Checks;

/// <summary>The running service and its modems; without one, what of their ports can be seen from outside.</summary>
internal static class ServiceChecks
{
    private const int WeakSignal = -105;

    public static async Task<IReadOnlyList<HealthCheck>> RunAsync(ServiceConfiguration configuration, CancellationToken cancellation)
    {
        using var client = ServiceClient.For(configuration);
        if (client is null)
            return [new HealthCheck("service", Verdict.Degraded, "cannot be asked: HTTP is switched off", "set modem-actors.api.urls"),
                .. Ports(configuration, _ => true)];
        if (!await client.IsUpAsync(cancellation).ConfigureAwait(false))
            return [new HealthCheck("service", Verdict.Unhealthy, $"nothing answers at {client.Url}", HowToStart()),
                .. Ports(configuration, _ => true)];
        try
        {
            var modems = await client.ListModemsAsync(cancellation).ConfigureAwait(false);
            var isDead = modems.Count > 0 && modems.All(modem => modem.State is not ("ready" or "leased" or "suspended"));
            return
            [
                isDead
                    ? new HealthCheck("service", Verdict.Unhealthy, $"running at {client.Url}, but no modem is ready",
                    "see the modems below")
                    : new HealthCheck("service", Verdict.Healthy, $"running at {client.Url}"),
                .. modems.Select(Check),
                .. Ports(configuration, modem => modems.Any(view => view.Id == modem.Id && view.State is "closed" or "unresponsive")),
            ];
        }
        catch (VerbException cause)
        {
            return [new HealthCheck("service", Verdict.Unhealthy, cause.Message,
                "look at its log ('modemactors logs --errors'), and restart it if it stays so")];
        }
    }

    internal static HealthCheck Check(ModemView modem)
    {
        var name = $"modem {modem.Id}";
        if (modem.State is "leased" or "suspended")
            return new HealthCheck(name, Verdict.Healthy, $"{modem.State}: the port is in other hands for now");
        if (modem.Verdict == "quarantined")
            return new HealthCheck(
                name, Verdict.Degraded, $"quarantined, a person is needed: {modem.Evidence}",
                $"{Advice(modem)}; 'modemactors reset {modem.Id} --level LEVEL' tries again at once");
        if (modem.State != "ready")
            return new HealthCheck(
                name, Verdict.Degraded, $"{modem.State}: {modem.LastError ?? "no reason is known"}{LastReset(modem)}", Advice(modem));
        if (modem.Verdict is not (null or "ok"))
            return new HealthCheck(
                name, Verdict.Degraded, $"{modem.Verdict}: {modem.Evidence}{LastReset(modem)}", "'modemactors status' shows what was done");
        if (modem is { StorageUsed: { } used, StorageTotal: > 0 and var total } && used >= total)
            return new HealthCheck(
                name, Verdict.Degraded, $"its message memory is full ({used} of {total}): it receives nothing",
                "mark messages as read: 'modemactors mark-read ID…'; or set modem-actors.inbox.delete = immediately");
        if (modem.Registration is "denied" or "searching" or "notregistered" or "not registered")
            return new HealthCheck(
                name, Verdict.Degraded, $"ready, but the network has not taken it in ({modem.Registration})",
                "look at the antenna, the SIM's contract and roaming; 'modemactors identify " + modem.Id + "' tells more");
        return modem.SignalDbm is { } dbm and <= WeakSignal
            ? new HealthCheck(name, Verdict.Degraded, $"ready, but its signal is weak ({dbm} dBm)", "move the modem or its antenna")
            : new HealthCheck(
                name, Verdict.Healthy,
                    $"ready{(modem.SignalDbm is { } level ? $", {level} dBm" : "")}{(modem.Operator is { } on ? $", {on}" : "")}");
    }

    private static string LastReset(ModemView modem) =>
        modem.Recoveries is [var last, ..] ? $"; last reset: {last.InWords(TimeProvider.System.GetUtcNow())}" : "";

    /// <summary>By what the modem, or its port, said.</summary>
    internal static string Advice(ModemView modem)
    {
        var error = modem.LastError ?? "";
        bool Says(string word) => error.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Says("PUK"))
            return "its SIM is locked by wrong PINs: put it into a phone and enter the PUK";
        if (Says("PIN"))
            return $"set its PIN, {{ id = {modem.Id}, …, pin = \"1234\" }} in modem-actors.modems, or take it off the SIM in a phone";
        if (Says("no SIM") || Says("not inserted"))
            return "put a SIM into it, or look whether it sits well";
        return Says("ModemManager")
            ? "keep ModemManager away: 'sudo systemctl mask --now ModemManager', or the rules of 'modemactors udev'"
            : $"'modemactors identify {modem.Id}' looks closer, 'modemactors logs --warnings' tells what happened";
    }

    private static IEnumerable<HealthCheck> Ports(ServiceConfiguration configuration, Func<ModemSettings, bool> wanted)
    {
        var modems = configuration.Settings.Modems.Where(wanted).Where(modem => modem.Port is not SimulatorPort).ToList();
        if (modems.Count == 0)
            return [];
        var ports = SerialPortScanner.Scan();
        return [.. modems.Select(modem => PortChecks.Of(modem, ports)).OfType<HealthCheck>()];
    }

    private static string HowToStart() => File.Exists($"/etc/systemd/system/{SystemdUnitOptions.Name}.service")
        ? $"'sudo systemctl start {SystemdUnitOptions.Name}'; 'journalctl -u {SystemdUnitOptions.Name} -e' tells why it ended"
        : "start it with 'modemactors run', or for good with 'sudo modemactors install'";
}
