using System.CommandLine;
using System.Text.Json;
using ModemActors.Ports;
using ModemActors.Service.Configuration;
using ModemActors.Service.Http;
using ModemActors.Service.Views;
using ModemActors.Settings;

namespace ModemActors.Service.Verbs;

/// <summary><c>lease</c>: runs a command that has a modem's port for itself, and takes the port back however the command ends.</summary>
internal static class LeaseVerb
{
    private static readonly Argument<string> s_modem = new("MODEM") { Description = "The modem's id" };
    private static readonly Argument<string[]> s_command = new("COMMAND")
    {
        Description = "The command and its arguments, behind --; it finds the port in $MODEM_PORT, its speed in $MODEM_BAUD and the modem in $MODEM_ID",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<TimeSpan?> s_for = VerbOptions.Duration(
        "--for", "How long at most, 1s to 24h (else 5m); then the command is ended and the exit code is 124");

    public static Command Create()
    {
        var lease = new Verb(
            "lease",
            "Hand a modem's port to another program and take it back when that ends; its exit code is passed on. Without a running service the port is locked for it.",
            "modemactors lease sales --for 10m -- picocom -b 115200 '$MODEM_PORT'")
        {
            s_modem, s_for, s_command,
        };
        lease.Validators.Add(result =>
        {
            if (result.GetValue(s_for) is { } time && (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromHours(24)))
                result.AddError("--for must be from 1s to 24h.");
        });
        lease.SetAction(RunAsync);
        return lease;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var (id, command, time) = (parsed.GetValue(s_modem)!, parsed.GetValue(s_command)!, parsed.GetValue(s_for) ?? LeaseEndpoints.Usual);
        var modem = configuration.Settings.Modems.FirstOrDefault(modem => modem.Id == id) ?? throw new VerbException(
            $"there is no modem '{id}'; there are: {string.Join(", ", configuration.Settings.Modems.Select(modem => modem.Id))}");
        using var service = ServiceClient.For(configuration);
        return service is not null && await service.IsUpAsync(cancellation).ConfigureAwait(false)
            ? await BorrowAsync(service, modem, command, time, cancellation).ConfigureAwait(false)
            : await ReserveAsync(modem, command, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>The service runs and lends the port.</summary>
    private static async Task<int> BorrowAsync(
        ServiceClient service, ModemSettings modem, string[] command, TimeSpan time, CancellationToken cancellation)
    {
        var leases = $"/v1/modems/{Uri.EscapeDataString(modem.Id)}/leases";
        var holder = $"{Path.GetFileName(command[0])} (pid {Environment.ProcessId})";
        var wish = new { Holder = holder, For = FormattableString.Invariant($"{time.TotalSeconds}s"), Pid = Environment.ProcessId };
        var granted = (await service.PostAsync(leases, wish, cancellation).ConfigureAwait(false)).Deserialize<GrantedLeaseView>(Json.Options)!;
        try
        {
            return await LeasedCommand.RunAsync(command, modem.Id, granted.Port, granted.BaudRate, time, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await GiveBackAsync(service, $"{leases}/{granted.Lease}").ConfigureAwait(false);
        }
    }

    /// <summary>A service that was restarted meanwhile, or whose time limit came first, has taken it back already.</summary>
    private static async Task GiveBackAsync(ServiceClient service, string lease)
    {
        try
        {
            await service.DeleteAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (VerbException cause)
        {
            Screen.Remark($"the lease was not there to be returned: {cause.Message}");
        }
    }

    /// <summary>No service runs; one that starts meanwhile finds the port taken and waits.</summary>
    private static async Task<int> ReserveAsync(ModemSettings modem, string[] command, TimeSpan time, CancellationToken cancellation)
    {
        if (modem.Port is TcpPort tcp)
            return await LeasedCommand.RunAsync(command, modem.Id, tcp.ToString(), modem.PortOptions.BaudRate, time, cancellation).ConfigureAwait(false);
        using var reservation = PortReservation.Take(modem.Port, modem.PortOptions);
        return await LeasedCommand.RunAsync(command, modem.Id, reservation.Path, modem.PortOptions.BaudRate, time, cancellation).ConfigureAwait(false);
    }
}
