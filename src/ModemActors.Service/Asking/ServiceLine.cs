using System.Globalization;
using System.Text.RegularExpressions;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Service.Verbs;

namespace ModemActors.Service.Asking;

/// <summary>Asks a modem through the service that has its port, one guarded command at a time.</summary>
internal sealed partial class ServiceLine(ServiceClient service, string modem) : IModemLine
{
    public string Name => $"the service at {service.Url}";

    public async Task RunAsync(PortTransaction transaction, CancellationToken cancellation)
    {
        foreach (var step in transaction.Steps())
        {
            if (step is PauseStep pause)
                await Task.Delay(pause.Time, cancellation).ConfigureAwait(false);
            else if (step is CommandStep command)
                command.Answer(await AskAsync(command.Command.Text, cancellation).ConfigureAwait(false));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<AtResponse> AskAsync(string command, CancellationToken cancellation)
    {
        var answer = await service.RunAtAsync(modem, command, cancellation).ConfigureAwait(false);
        return new AtResponse(answer.Lines, answer.Ok ? new FinalResultCode(FinalKind.Ok, null, "OK") : Error(answer.Final));
    }

    private static FinalResultCode Error(string text)
    {
        var match = NumberedError().Match(text);
        if (!match.Success)
            return new FinalResultCode(FinalKind.Error, null, text);
        var kind = match.Groups[1].Value == "CMS" ? FinalKind.CmsError : FinalKind.CmeError;
        return new FinalResultCode(kind, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), text);
    }

    [GeneratedRegex(@"^\+(CM[ES]) ERROR: ?([0-9]{1,5})$")]
    private static partial Regex NumberedError();
}
