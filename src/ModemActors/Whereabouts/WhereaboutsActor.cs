using Akka.Actor;
using Akka.Event;
using ModemActors.Messages;
using ModemActors.Modem;
using ModemActors.Ports;
using ModemActors.Protocol.At;
using ModemActors.Storage;

namespace ModemActors.Whereabouts;

/// <summary>
/// Asks free ports who is there, one after the other, keeps what is known of the modems' places in the store, and watches what is plugged
/// in. Supervised by the user
/// guardian; its death loses nothing but the question under way, which is asked again.
/// </summary>
internal sealed class WhereaboutsActor : ReceiveActor, IWithTimers, IPortConversationHost
{
    public static Props Create(
        ModemRegister register, IModemPortOpener opener, IMessageStore store, TaskCompletionSource ready, bool watchesHardware) =>
        Props.Create(() => new WhereaboutsActor(register, opener, store, ready, watchesHardware));

    /// <summary>For opening and asking; a port that takes longer hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    /// <summary>One device brings several events, and its name stands only after the last of them.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(50);

    private readonly ModemRegister _register;
    private readonly IModemPortOpener _opener;
    private readonly IMessageStore _store;
    private readonly TaskCompletionSource _ready;
    private readonly bool _watchesHardware;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<(PortCandidate Port, PortOptions Options)> _toAsk = new();
    private readonly Queue<(int After, IActorRef Requester)> _waiting = new();
    private readonly byte[] _buffer = new byte[1024];
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();
    private readonly IActorRef _self;
    private UsbWatch? _watch;
    private ReleaseWatch? _releases;
    private int _asked;
    private int _queued;
    private Question? _question;
    private bool _writing;

    public WhereaboutsActor(
        ModemRegister register, IModemPortOpener opener, IMessageStore store, TaskCompletionSource ready, bool watchesHardware)
    {
        (_register, _opener, _store, _ready, _watchesHardware, _self) = (register, opener, store, ready, watchesHardware, Self);
        Become(Asking);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        if (_watchesHardware)
            _watch = UsbWatch.TryStart(change => _self.Tell(change));
        if (!_ready.Task.IsCompleted)
            _store.ListModemIdentitiesAsync()
                .PipeTo(_self, success: records => new Recalled(records), failure: cause => new NotRecalled(cause));
    }

    protected override void PostStop()
    {
        _watch?.Dispose();
        _releases?.Dispose();
        foreach (var (_, requester) in _waiting)
            requester.Tell(WhereaboutsProtocol.FoundOut.Instance);
        _question?.End();
    }

    private void Asking()
    {
        Receive<Recalled>(recalled =>
        {
            _register.Recall(recalled.Records);
            _ready.TrySetResult();
        });
        Receive<NotRecalled>(failed =>
        {
            _log.Warning(failed.Cause, "the store does not say who the modems were; whoever is at their ports is taken");
            _ready.TrySetResult();
        });
        Receive<WhereaboutsProtocol.FindOut>(OnFindOut);
        Receive<WhereaboutsProtocol.Keep>(OnKeep);
        Receive<NotKept>(failed => _log.Warning(failed.Cause, "{0}: where it is could not be put on record", failed.Modem));
        Receive<UsbChange>(OnUsbChange);
        Receive<WhereaboutsProtocol.AwaitRelease>(wish =>
        {
            _releases ??= ReleaseWatch.TryStart(device => _self.Tell(new Released(device)));
            _releases?.Await(wish.Device);
        });
        Receive<Released>(released =>
        {
            _log.Debug("{0} was closed by another program", released.Device);
            Timers.StartSingleTimer(Tick.Look, Tick.Look, s_settling);
        });
        Receive<Tick>(tick => tick == Tick.Look, _ =>
        {
            // who has waited for the rest may find what he looks for at its usual place now
            _asked += _toAsk.Count;
            _toAsk.Clear();
            _register.PortsChanged();
            Context.System.EventStream.Publish(WhereaboutsProtocol.LookAgain.Instance);
        });
        Receive<Opened>(opened => opened.Question == _question, OnOpened);
        Receive<Opened>(late => _ = late.Port.DisposeAsync().AsTask());
        Receive<Failed>(failed => failed.Question == _question, failed => Answered(null, failed.Cause.Message));
        Receive<BytesRead>(read => read.Question == _question, OnBytesRead);
        Receive<BytesWritten>(written => written.Question == _question, _ => WriteNext());
        Receive<Tick>(tick => tick == Tick.Wake, _ => _question?.Conversation?.TimeIsUp());
        Receive<Tick>(tick => tick == Tick.GiveUp, _ => OnHanging());
        Receive<QuestionResult>(_ => { });
        Receive<Closed>(closed =>
        {
            if (closed.Question == _question)
                Next();
        });
    }

    private void OnFindOut(WhereaboutsProtocol.FindOut request)
    {
        foreach (var port in request.Ports)
        {
            _toAsk.Enqueue((port, request.Options));
            _queued++;
        }

        _waiting.Enqueue((_queued, Sender));
        if (_question is null)
            Next();
    }

    private void OnKeep(WhereaboutsProtocol.Keep keep)
    {
        var modem = keep.Record.Modem;
        foreach (var happened in keep.Events)
        {
            if (happened is ModemReplaced replaced)
                _log.Warning(
                    "{0}: the modem with the IMEI {1} is gone, and at {2} there is another with the IMEI {3}: it takes the place (imei = \"…\" pins a modem)",
                    modem, replaced.Before, replaced.Port, replaced.Now);
            else if (happened is SimChanged changed)
                _log.Warning("{0}: another SIM is in it: {1}, before {2}", modem, changed.Now, changed.Before);
            Context.System.EventStream.Publish(happened);
        }

        _store.SaveModemIdentityAsync(keep.Record).PipeTo(_self, failure: cause => new NotKept(modem, cause));
    }

    private void OnUsbChange(UsbChange change)
    {
        _log.Debug("USB: {0} {1} {2}", change.Action, change.Subsystem, change.Name);
        Timers.StartSingleTimer(Tick.Look, Tick.Look, s_settling);
    }

    private void Next()
    {
        Timers.Cancel(Tick.GiveUp);
        _question?.End();
        _question = null;
        while (_waiting.TryPeek(out var first) && first.After <= _asked)
        {
            _waiting.Dequeue();
            first.Requester.Tell(WhereaboutsProtocol.FoundOut.Instance);
        }

        if (!_toAsk.TryDequeue(out var next))
            return;
        _log.Debug("asks at {0} who is there", next.Port.Address);
        var question = _question = new Question(next.Port, new CancellationTokenSource());
        Timers.StartSingleTimer(Tick.GiveUp, Tick.GiveUp, s_patience);
        _opener.OpenAsync(next.Port.Address, next.Options with { Purpose = "find out who is there" }, question.Life)
            .PipeTo(_self, success: port => new Opened(question, port), failure: cause => new Failed(question, cause));
    }

    private void OnOpened(Opened opened)
    {
        var question = opened.Question;
        question.Line = opened.Port;
        question.Conversation = new PortConversation(this, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        ReadNext(question);
        question.Conversation.Begin(new ReadEquipment());
    }

    /// <summary>Opening, asking or closing takes too long: it goes on by itself, and the next port is asked.</summary>
    private void OnHanging()
    {
        var answered = _question?.IsAnswered == true;
        Answered(null, "it hangs");
        if (answered)
            Next();
    }

    private void Answered(string? imei, string? trouble)
    {
        if (_question is not { IsAnswered: false } question)
            return;
        question.IsAnswered = true;
        _asked++;
        _outgoing.Clear();
        _writing = false;
        Timers.StartSingleTimer(Tick.GiveUp, Tick.GiveUp, s_patience);
        Timers.Cancel(Tick.Wake);
        _log.Debug("at {0} is {1}", question.Port.Address, imei ?? trouble ?? "nobody who says an IMEI");
        _register.Note(question.Port, imei);
        if (question.Line is null)
            Next();
        else
            question.Line.DisposeAsync().AsTask().PipeTo(_self, success: () => new Closed(question), failure: _ => new Closed(question));
    }

    private void OnBytesRead(BytesRead read)
    {
        if (read.Question.IsAnswered)
            return;
        read.Question.Conversation!.Receive(_buffer.AsSpan(0, read.Count));
        if (!read.Question.IsAnswered)
            ReadNext(read.Question);
    }

    private void ReadNext(Question question) =>
        question.Line!.ReadAsync(_buffer, CancellationToken.None).AsTask()
            .PipeTo(_self, success: count => new BytesRead(question, count), failure: cause => new Failed(question, cause));

    private void WriteNext()
    {
        _writing = _outgoing.TryDequeue(out var bytes);
        if (!_writing || _question is not { Line: { } line } question)
            return;
        line.WriteAsync(bytes, CancellationToken.None).AsTask()
            .PipeTo(_self, success: () => new BytesWritten(question), failure: cause => new Failed(question, cause));
    }

    void IPortConversationHost.Write(ReadOnlyMemory<byte> bytes)
    {
        _outgoing.Enqueue(bytes);
        if (!_writing)
            WriteNext();
    }

    void IPortConversationHost.WakeAfter(TimeSpan time) => Timers.StartSingleTimer(Tick.Wake, Tick.Wake, time);

    void IPortConversationHost.NeedNotWake() => Timers.Cancel(Tick.Wake);

    void IPortConversationHost.OnDone(PortTransaction transaction) => Answered(((ReadEquipment)transaction).Imei, null);

    void IPortConversationHost.OnFailed(PortTransaction transaction, PortFailure failure, string reason, bool bodyWritten) =>
        Answered(null, reason);

    void IPortConversationHost.OnHeard(UnsolicitedCode code)
    {
        // whoever owns the modem lists its storage when he opens it
    }

    void IPortConversationHost.OnStray(string line)
    {
        // an answer to what another program asked before
    }

    /// <summary>Names of timers, and what they say.</summary>
    private enum Tick
    {
        Wake,
        GiveUp,
        Look,
    }

    /// <summary>One port that is being asked.</summary>
    private sealed class Question(PortCandidate port, CancellationTokenSource life)
    {
        public PortCandidate Port => port;

        public CancellationToken Life => life.Token;

        public IModemPort? Line { get; set; }

        public PortConversation? Conversation { get; set; }

        public bool IsAnswered { get; set; }

        public void End()
        {
            life.Cancel();
            life.Dispose();
        }
    }

    private abstract record QuestionResult(Question Question);

    private sealed record Opened(Question Question, IModemPort Port) : QuestionResult(Question);

    private sealed record Failed(Question Question, Exception Cause) : QuestionResult(Question);

    private sealed record BytesRead(Question Question, int Count) : QuestionResult(Question);

    private sealed record BytesWritten(Question Question) : QuestionResult(Question);

    private sealed record Closed(Question Question);

    private sealed record Released(string Device);

    private sealed record Recalled(IReadOnlyList<ModemOnRecord> Records);

    private sealed record NotRecalled(Exception Cause);

    private sealed record NotKept(string Modem, Exception Cause);
}
