using System.Runtime.CompilerServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A user message in a mailbox.</summary>
internal sealed class Letter(object message, IActorRef sender)
{
    internal readonly object Message = message;
    internal readonly IActorRef Sender = sender;
    internal Letter Next;
}

/// <content>
/// The mailbox: two lock-free stacks that the one consumer takes whole and turns round, one for system and one for user messages, and a status word.
/// A stack whose head is the closed mark takes nothing more, so that no message is lost between the last look and the end.
/// </content>
public sealed partial class ActorCell : IThreadPoolWorkItem
{
    private const int ClosedBit = 1;
    private const int ScheduledBit = 2;
    private const int SuspendUnit = 4;

    private static readonly Letter Closed = new(null, null);
    private static readonly SystemMessage SystemClosed = new Terminate();

    private readonly bool _callingThread;
    private Letter _inbox;
    private Letter _pending;
    private SystemMessage _systemInbox;
    private int _status = ScheduledBit;

    public bool IsTerminated => (Volatile.Read(ref _status) & ClosedBit) != 0;

    internal bool IsSuspended => Volatile.Read(ref _status) >= SuspendUnit;

    /// <summary>The messages waiting. Counts by walking: for tests and diagnosis.</summary>
    public int NumberOfMessages
    {
        get
        {
            var count = 0;
            for (var letter = _pending; letter is not null; letter = letter.Next)
                count++;
            for (var letter = Volatile.Read(ref _inbox); letter is not null && letter != Closed; letter = letter.Next)
                count++;
            return count;
        }
    }

    /// <summary>Begins with the system message that constructs the actor; until then nothing runs.</summary>
    internal void Start()
    {
        Interlocked.And(ref _status, ~ScheduledBit);
        TrySchedule();
    }

    internal void SendMessage(object message, IActorRef sender)
    {
        if (message is null)
            ThrowNullMessage();
        var letter = new Letter(message, sender);
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            if (ReferenceEquals(head, Closed))
            {
                ToDeadLetters(message, sender);
                return;
            }
            letter.Next = head;
            var seen = Interlocked.CompareExchange(ref _inbox, letter, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }
        if (Volatile.Read(ref _status) == 0)
            TrySchedule();
    }

    internal void SendSystemMessage(SystemMessage message)
    {
        var head = Volatile.Read(ref _systemInbox);
        while (true)
        {
            if (ReferenceEquals(head, SystemClosed))
            {
                DeadLetters.Answer(message, _self);
                return;
            }
            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _systemInbox, message, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }
        TrySchedule();
    }

    void IThreadPoolWorkItem.Execute() => Run();

    private void Run()
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = this;
        try
        {
            do
            {
                ProcessSystemMessages();
                ProcessUserMessages();
            }
            while (!EndTurn());
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outer;
        }
    }

    /// <summary>Gives the turn back, unless something came that must be seen to. True when this thread is done with the mailbox.</summary>
    private bool EndTurn()
    {
        var more = _pending is not null;
        var status = Interlocked.And(ref _status, ~ScheduledBit) & ~ScheduledBit;
        if ((status & ClosedBit) != 0)
            return true;
        if (Volatile.Read(ref _systemInbox) is null && (status != 0 || (!more && Volatile.Read(ref _inbox) is null)))
            return true;
        if (!TryTakeTurn())
            return true;
        if (_callingThread)
            return false;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private void TrySchedule()
    {
        if (!TryTakeTurn())
            return;
        if (_callingThread)
            Run();
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private bool TryTakeTurn()
    {
        var status = Volatile.Read(ref _status);
        while ((status & (ClosedBit | ScheduledBit)) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _status, status | ScheduledBit, status);
            if (seen == status)
                return true;
            status = seen;
        }
        return false;
    }

    private void ProcessUserMessages()
    {
        var left = _system.Throughput;
        while (left-- > 0 && Volatile.Read(ref _status) == ScheduledBit)
        {
            var letter = _pending;
            if (letter is null)
            {
                letter = TakeInbox();
                if (letter is null)
                    return;
            }
            _pending = letter.Next;
            letter.Next = null;
            Invoke(letter.Message, letter.Sender);
            if (Volatile.Read(ref _systemInbox) is not null)
                ProcessSystemMessages();
        }
    }

    /// <summary>Takes everything that has arrived, oldest first.</summary>
    private Letter TakeInbox()
    {
        if (Volatile.Read(ref _inbox) is null)
            return null;
        return Reverse(Interlocked.Exchange(ref _inbox, null));
    }

    private static Letter Reverse(Letter newest)
    {
        Letter oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }
        return oldest;
    }

    private static SystemMessage Reverse(SystemMessage newest)
    {
        SystemMessage oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }
        return oldest;
    }

    /// <summary>Puts a message before all that wait. Only from the actor's own turn.</summary>
    internal void EnqueueFirst(Envelope envelope) => _pending = new Letter(envelope.Message, envelope.Sender) { Next = _pending };

    private void SuspendMailbox() => Interlocked.Add(ref _status, SuspendUnit);

    private void ResumeMailbox()
    {
        var status = Volatile.Read(ref _status);
        while (status >= SuspendUnit)
        {
            var seen = Interlocked.CompareExchange(ref _status, status - SuspendUnit, status);
            if (seen == status)
                return;
            status = seen;
        }
    }

    /// <summary>
    /// Closes for good: what waits goes to dead letters, and so does all that comes later. The queue closes in the moment when it is empty, so that
    /// dead letters keep their order too.
    /// </summary>
    private void CloseMailbox()
    {
        Interlocked.Or(ref _status, ClosedBit);
        var letter = _pending;
        _pending = null;
        do
        {
            for (; letter is not null; letter = letter.Next)
                ToDeadLetters(letter.Message, letter.Sender);
            letter = TakeInbox();
        }
        while (letter is not null || Interlocked.CompareExchange(ref _inbox, Closed, null) is not null);
        AnswerAll(Reverse(Interlocked.Exchange(ref _systemInbox, SystemClosed)));
    }

    private void AnswerAll(SystemMessage message)
    {
        for (; message is not null; message = message.Next)
            DeadLetters.Answer(message, _self);
    }

    private void ToDeadLetters(object message, IActorRef sender) =>
        DeadLetters.Publish(_system.EventStream, message, sender, _self, _system.DeadLetters);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNullMessage() => throw new ArgumentNullException("message", "The message cannot be null.");
}
