using Akka.Actor;
using ModemActors.Inbox;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Ussd;

/// <summary>
/// Sends USSD codes and pairs them with what the network says, one at a time. Supervised by <see cref="ModemSupervisor"/>; its death loses an answer.
/// </summary>
internal sealed class UssdActor : ReceiveActor, IWithTimers
{
    public static Props Create(ModemSettings modem, IActorRef port) => Props.Create(() => new UssdActor(modem, port));

    /// <summary>What networks take at most, and a little.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(45);

    private readonly ModemSettings _modem;
    private readonly IActorRef _port;
    private SendCode? _sending;
    private IActorRef _asker = ActorRefs.Nobody;

    public UssdActor(ModemSettings modem, IActorRef port)
    {
        (_modem, _port) = (modem, port);
        Become(Idle);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Idle()
    {
        Receive<RunUssd>(OnRun);
        ReceiveStale();
    }

    private void Waiting()
    {
        Receive<RunUssd>(_ => Sender.Tell(new ModemRefused(_modem.Id, "another USSD code is under way; wait for its answer")));
        Receive<PortProtocol.Done>(done => done.Transaction == _sending, _ =>
        {
            // OK means that it left; the answer may have been here before
            if (_sending!.Sending.Result is { IsOk: false, Failure: { } failure })
                End(new ModemRefused(_modem.Id, $"the modem did not send the code: {failure.Reason}"));
        });
        Receive<PortProtocol.Failed>(failed => failed.Transaction == _sending, failed => End(new ModemRefused(_modem.Id, failed.Reason)));
        Receive<PortProtocol.Unavailable>(unavailable => End(new ModemRefused(_modem.Id, unavailable.Reason)));
        Receive<UssdReceived>(received => End(Answer(received)));
        Receive<Overdue>(_ => End(new ModemRefused(_modem.Id, $"the network did not answer in {s_patience.TotalSeconds:0} s")));
        ReceiveStale();
    }

    private void ReceiveStale()
    {
        Receive<UssdReceived>(_ => { });
        Receive<Overdue>(_ => { });
        Receive<PortProtocol.Done>(_ => { });
        Receive<PortProtocol.Failed>(_ => { });
        Receive<PortProtocol.Unavailable>(_ => { });
        Receive<PortProtocol.Settled>(_ => { });
    }

    private void OnRun(RunUssd run)
    {
        if (run.Code.Length is 0 or > 160 || !run.Code.All(c => char.IsAsciiDigit(c) || c is '*' or '#' or '+'))
        {
            Sender.Tell(new ModemRefused(_modem.Id, "a USSD code has 1 to 160 of the characters 0-9 * # +"));
            return;
        }

        _asker = Sender;
        _sending = new SendCode(_modem.TextMode ? TextModeCharacters.Encode(run.Code) : run.Code);
        _port.Tell(new PortProtocol.Run(_sending));
        Timers.StartSingleTimer(Overdue.Instance, Overdue.Instance, s_patience);
        Become(Waiting);
    }

    private object Answer(UssdReceived received) => received switch
    {
        { Status: 0 or 1 } or { Status: 2, Text.Length: > 0 } =>
            new UssdAnswered(_modem.Id, UssdText.Decode(received.Text ?? "", received.Dcs, _modem.TextMode), received.Status == 1),
        { Status: 2 } => new ModemRefused(_modem.Id, "the network ended it without a word"),
        { Status: 4 } => new ModemRefused(_modem.Id, "the network does not know that code"),
        { Status: 5 } => new ModemRefused(_modem.Id, "the network took too long"),
        _ => new ModemRefused(_modem.Id, $"somebody else answered ({received.Line})"),
    };

    private void End(object answer)
    {
        _asker.Tell(answer);
        (_asker, _sending) = (ActorRefs.Nobody, null);
        Timers.Cancel(Overdue.Instance);
        Become(Idle);
    }

    private sealed class SendCode(string code) : PortTransaction
    {
        public CommandStep<Nothing> Sending { get; } = Ask(new SendUssd(code, 15), TimeSpan.FromSeconds(20));

        public override string Purpose => "send a USSD code";

        public override TransactionPriority Priority => TransactionPriority.Control;

        public override IEnumerable<TransactionStep> Steps()
        {
            yield return Sending;
        }
    }

    private sealed record Overdue
    {
        public static readonly Overdue Instance = new();
    }
}
