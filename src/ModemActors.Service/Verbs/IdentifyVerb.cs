using System.CommandLine;
using Akka.Configuration;
using ModemActors.Ports;
using ModemActors.Service.Asking;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Settings;

namespace ModemActors.Service.Verbs;

/// <summary><c>identify</c>: who a modem is, what it can do, and what is to fix.</summary>
internal static class IdentifyVerb
{
    private static readonly Argument<string?> s_modem = new("MODEM or PORT")
    {
        Description = "A configured modem's id, or a port such as /dev/ttyUSB2; every configured modem if there is none",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var identify = new Verb(
            "identify", "Ask a modem who it is and what it can do, and check everything that messages need.",
            "modemactors identify /dev/ttyUSB2")
        {
            s_modem, VerbOptions.Json,
        };
        identify.SetAction(RunAsync);
        return identify;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        using var client = ServiceClient.For(configuration);
        var served = client is not null && await client.IsUpAsync(cancellation).ConfigureAwait(false)
            ? await client.ListModemsAsync(cancellation).ConfigureAwait(false)
            : [];
        var modems = Find(configuration, parsed.GetValue(s_modem));
        var views = new List<IdentificationView>();
        foreach (var modem in modems)
        {
            var view = await IdentifyAsync(modem, configuration, client, served, cancellation).ConfigureAwait(false);
            views.Add(view);
            if (!parsed.GetValue(VerbOptions.Json))
                Print(view);
        }

        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(parsed.GetValue(s_modem) is null ? views : views[0]);
        return views.TrueForAll(view => view.Passed) ? ModemActorsCommand.Done : ModemActorsCommand.Failed;
    }

    private static IReadOnlyList<ModemSettings> Find(ServiceConfiguration configuration, string? name)
    {
        var configured = configuration.Settings.Modems;
        if (name is null)
            return configured.Count > 0 ? configured
                : throw new VerbException("no modem is configured; 'modemactors discover' finds them.");
        if (configured.FirstOrDefault(modem => modem.Id == name) is { } known)
            return [known];
        name = VerbPort.Full(name);
        if (!PortAddress.TryParse(name, out var port, out var reason))
        {
            var ids = string.Join(", ", configured.Select(modem => modem.Id));
            throw new VerbException($"'{name}' is no modem ({ids}) and no port: {reason}.");
        }

        if (configured.FirstOrDefault(modem => modem.Port == port) is { } atPort)
            return [atPort];
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var other =
            ConfigurationFactory.ParseString($"modem-actors {{ modems = [ {{ id = other, port = \"{quoted}\" }} ], routing.rules = [] }}");
        var merged = configuration.Config.IsEmpty ? other : other.WithFallback(configuration.Config);
        return [ModemActorsSettings.From(merged).Modems[0] with { Id = name }];
    }

    private static async Task<IdentificationView> IdentifyAsync(
        ModemSettings modem, ServiceConfiguration configuration, ServiceClient? client, IReadOnlyList<ModemView> served,
        CancellationToken cancellation)
    {
        var line = await OpenAsync(modem, client, served, cancellation).ConfigureAwait(false);
        await using var closing = line.ConfigureAwait(false);
        var identification = new IdentifyModem(configuration.Settings.Profiles, modem.Profile);
        await line.RunAsync(identification, cancellation).ConfigureAwait(false);
        return IdentificationView.Of(modem.Id, line.Name, identification);
    }

    private static async Task<IModemLine> OpenAsync(
        ModemSettings modem, ServiceClient? client, IReadOnlyList<ModemView> served, CancellationToken cancellation)
    {
        if (client is not null && served.FirstOrDefault(each => Has(each, modem)) is { } owner)
            return new ServiceLine(client, owner.Id);
        if (modem.Port is SimulatorPort)
            throw new VerbException($"'{modem.Id}' is simulated inside the service, which does not run; start it with 'modemactors run'.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        try
        {
            var port = await new PortOpeners(new SerialPortOpener(), new TcpPortOpener())
                .OpenAsync(modem.Port, modem.PortOptions, limit.Token).ConfigureAwait(false);
            return new PortSession(port, modem.CommandTimeout);
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw new VerbException($"{modem.Port} does not open within 15 s: the device hangs; unplug it and plug it in again.", cause);
        }
    }

    /// <summary>Whether the service has this modem's port open.</summary>
    private static bool Has(ModemView served, ModemSettings modem)
    {
        if (served.State == "closed")
            return false;
        return served.Id == modem.Id && served.Port == modem.Port.ToString()
            || modem.Port is DevicePort device && served.OpenedPort is { } opened && Device(opened) == Device(device.Path);
    }

    private static string Device(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    private static void Print(IdentificationView view)
    {
        Screen.Line($"{view.Modem} (through {view.Through})");
        Field("manufacturer", view.Manufacturer);
        Field("model", view.Model);
        Field("firmware", view.Revision);
        Field("IMEI", view.Imei);
        Field("IMSI", view.Imsi);
        Field("ICCID", view.Iccid);
        Field("own number", view.Number);
        Field("profile", view.Profile);
        Field("signal", view.SignalDbm is { } dbm ? $"{view.Signal}, {dbm} dBm" : view.Signal);
        Field("operator", view.Operator);
        Field("registration", view.Registration);
        Field("service centre", view.Smsc);
        Field("formats", string.Join(", ", view.Formats));
        Field("memories", string.Join(", ", view.Storages));
        Field("in use", view.Storage is { } use ? $"{use.Name} {use.Used} of {use.Total}" : null);
        Field("AT+CNMI", string.Join(' ', view.NotificationModes.Select(values => $"({string.Join(',', values)})")));
        Screen.Line();
        foreach (var check in view.Checks)
        {
            Screen.Line($"  {(check.Passed ? "ok " : "FIX")} {check.Name}: {Screen.Clean(check.Detail)}");
            if (check.Advice is { } advice)
                Screen.Line($"      {advice}");
        }

        Screen.Line();
        Screen.Line(view.Passed ? "ALL CHECKS PASSED"
            : $"TO FIX: {string.Join(", ", view.Checks.Where(check => !check.Passed).Select(check => check.Name))}");
        Screen.Line();
    }

    private static void Field(string name, string? value) =>
        Screen.Line($"  {name,-15} {(string.IsNullOrEmpty(value) ? "-" : Screen.Clean(value))}");
}
