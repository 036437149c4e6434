using System.Buffers;
using System.Text;

namespace ModemActors.Protocol.At;

/// <summary>The conversation with one modem as a pure state machine: what to write, what the bytes that came mean. One command at a time;
/// no clock, no I/O, not thread-safe.
/// <para>After <see cref="Abandon"/> the modem may still answer. Until <see cref="IsInStep"/> is true again, begin
/// <see cref="CreateResynchronise"/> after a pause without bytes
/// (300 ms will do) and again, up to four times, if it is abandoned too; then the port must be opened anew. What comes late meanwhile is
/// reported as a stray line:
/// look there for the <c>+CMGS: n</c> of a send whose outcome is open.</para></summary>
/// <param name="table">The unsolicited codes; null = <see cref="UnsolicitedTable.Standard"/>.</param>
public sealed class AtDialogue(UnsolicitedTable? table = null)
{
    private const byte Escape = 0x1b;
    private const byte CtrlZ = 0x1a;

    /// <summary>No list of a modem is longer; the rest of an endless one is stray.</summary>
    private const int MostAnswers = 10_000;

    private const int LongestStray = 120;

    private readonly UnsolicitedTable _table = table ?? UnsolicitedTable.Standard;
    private readonly AtFramer _framer = new();
    private readonly PendingUnsolicited _pending = new();
    private readonly List<AtCommand> _abandoned = [];

    private AtCommand? _command;
    private EchoFilter _echo = EchoFilter.None;
    private List<string> _answers = [];
    private byte[] _bodyWithCtrlZ = [];
    private bool _pduDue;
    private bool _textOpen;
    private bool _textEmpty;
    private bool _pendingIsNewer;
    private int _turn;

    /// <summary>Where the dialogue stands.</summary>
    public DialoguePhase Phase { get; private set; }

    /// <summary>The command that runs; null when idle.</summary>
    public AtCommand? Running => _command;

    /// <summary>True once the body of the running command was handed out to be written.</summary>
    public bool BodyWritten { get; private set; }

    /// <summary>True if an answer line of the running command has come whole; only its final result code is awaited.</summary>
    public bool HasAnswer => _answers.Count > 0 && !_pduDue;

    /// <summary>False from <see cref="Abandon"/> until a <see cref="Resynchronise"/> succeeded or the modem restarted: a final result code
    /// may belong to the abandoned command.</summary>
    public bool IsInStep { get; private set; } = true;

    /// <summary>Begins a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="output">Takes the bytes to write now.</param>
    /// <exception cref="InvalidOperationException">Another command runs.</exception>
    public void Begin(AtCommand command, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);
        if (_command is not null) throw new InvalidOperationException($"{command} cannot begin while {_command} runs.");
        var body = command.Body;
        _command = command;
        _echo = new EchoFilter(command.Text, body.Span);
        _answers = [];
        BodyWritten = false;
        Phase = body.IsEmpty ? DialoguePhase.AwaitingFinal : DialoguePhase.AwaitingPrompt;
        _bodyWithCtrlZ = body.IsEmpty ? [] : [.. body.Span, CtrlZ];
        TuneFramer();
        output.Write(command.Preamble);
        Encoding.ASCII.GetBytes(command.Text, output);
        output.Write("\r"u8);
    }

    /// <summary>Takes bytes that came from the modem, cut anywhere.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="sink">Hears what they mean.</param>
    public void Receive(ReadOnlySpan<byte> bytes, IAtDialogueSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        while (_framer.TryRead(ref bytes, out var token))
        {
            switch (token.Kind)
            {
                case AtTokenKind.Prompt:
                    HandOutBody(sink);
                    break;
                case AtTokenKind.Overlong:
                    var beginning = Encoding.Latin1.GetString(token.Line[..LongestStray]);
                    sink.OnStrayLine($"{beginning}… (longer than {token.Line.Length} bytes, dropped)");
                    break;
                default:
                    TakeLine(Encoding.Latin1.GetString(token.Line), token.BlankLines, token.FollowsPrompt, sink);
                    break;
            }

            TuneFramer();
        }
    }

    /// <summary>Acts as if the prompt had come, for firmware that sends none. Anywhere else the body would be taken for commands.</summary>
    /// <exception cref="InvalidOperationException">No prompt is awaited.</exception>
    public void AssumePrompt(IAtDialogueSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (Phase != DialoguePhase.AwaitingPrompt) throw new InvalidOperationException("No prompt is awaited.");
        HandOutBody(sink);
        TuneFramer();
    }

    /// <summary>Gives the running command up because its deadline passed. It is completed with <see cref="FinalKind.Abandoned"/> and the
    /// lines so far.
    /// A prompt that is or may be open is closed with ESC as long as the body has not been written; nothing stops a body that
    /// has.</summary>
    /// <param name="output">Takes the bytes to write now, if any.</param>
    /// <param name="sink">Hears the completion.</param>
    /// <exception cref="InvalidOperationException">No command runs.</exception>
    public void Abandon(IBufferWriter<byte> output, IAtDialogueSink sink)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sink);
        if (_command is null) throw new InvalidOperationException("No command runs.");
        var promptIsOpen = Phase == DialoguePhase.AwaitingPrompt || _framer.Begun.TrimStart((byte)' ').StartsWith(">"u8);
        if (promptIsOpen && !BodyWritten) output.Write([Escape]);
        IsInStep = false;
        _abandoned.Add(_command);
        Complete(new FinalResultCode(FinalKind.Abandoned, null, ""), sink);
        TuneFramer();
    }

    /// <summary>The command that brings dialogue and modem back into step; each one asks something else than those abandoned
    /// before.</summary>
    public Resynchronise CreateResynchronise()
    {
        var next = new Resynchronise(_turn++);
        for (var tries = 1; tries < Resynchronise.Turns && _abandoned.Exists(next.IsMistakenFor); tries++) next = new(_turn++);
        return next;
    }

    private void TakeLine(string raw, int blankLines, bool followsPrompt, IAtDialogueSink sink)
    {
        var line = AtText.WithoutNoise(raw);
        if (TakeUssd(line, blankLines, sink) || TakeText(raw, line, blankLines, sink)) return;
        if (line.Length == 0 || TakePdu(line, sink)) return;
        _pending.IsFresh = false;
        if (BodyWritten && (followsPrompt || line[0] == '>'))
        {
            line = line.TrimStart('>', ' ');
            if (line.Length == 0 || _echo.IsOfBody(line)) return;
        }

        if (_command is not null && _echo.IsWhole(line)) return;
        if (!TakeKnown(line, sink)) TakeUnknown(line, sink);
    }

    /// <summary>Lines that say by themselves what they are.</summary>
    private bool TakeKnown(string line, IAtDialogueSink sink)
    {
        var code = _table.Match(line);
        if (code is ModemBooted { IsCertain: true })
        {
            Restart(code, sink);
            return true;
        }

        if (_command is { } command)
        {
            if (FinalCodes.Match(line, command.IsCall) is { } final)
            {
                if (command.EndsAfterAnswerOnly && !HasAnswer) sink.OnStrayLine(line);
                else Complete(final, sink);
                return true;
            }

            if (RoleOf(line) is var role and not (LineRole.Foreign or LineRole.BareAnswer))
            {
                TakeAnswer(line, role, sink);
                return true;
            }
        }

        if (code is null) return false;
        TakeUnsolicited(code, sink);
        return true;
    }

    private void TakeUnknown(string line, IAtDialogueSink sink)
    {
        var mayAnswer = RoleOf(line) == LineRole.BareAnswer;
        // Digits alone are rather an answer than a piece of echo: ATS0? brings 0.
        if (_command is not null && _answers.Count == 0 && !(mayAnswer && AtText.IsDigits(line)) && _echo.Behind(line, IsKnown) is { } rest)
        {
            if (rest.Length > 0) TakeKnown(rest, sink);
        }
        else if (mayAnswer)
        {
            TakeAnswer(line, LineRole.BareAnswer, sink);
        }
        else if (!BodyWritten || !_echo.IsOfBody(line))
        {
            sink.OnStrayLine(line);
        }
    }

    private bool IsKnown(string line) =>
        FinalCodes.Match(line, _command!.IsCall) is not null
        || RoleOf(line) is not (LineRole.Foreign or LineRole.BareAnswer)
        || _table.Match(line) is not null;

    /// <summary>Before the body is written a body's answer can only be that of a command before.</summary>
    private LineRole RoleOf(string line) => _command is null || Phase == DialoguePhase.AwaitingPrompt || _answers.Count >= MostAnswers
        ? LineRole.Foreign
        : _command.RoleOf(line, _answers.Count);

    private void TakeAnswer(string line, LineRole role, IAtDialogueSink sink)
    {
        var joined = role == LineRole.HeaderOfPdu ? PduLine.Split(line) : null;
        _answers.Add(joined ?? line);
        _pduDue = role == LineRole.HeaderOfPdu && joined is null;
        _textOpen = _textEmpty = role == LineRole.HeaderOfText;
        if (_pduDue) _pendingIsNewer = false;
        if (_command!.EndsWithAnswer && !_pduDue && !_textOpen) Complete(new FinalResultCode(FinalKind.Ok, null, ""), sink);
    }

    private void TakeUnsolicited(UnsolicitedCode code, IAtDialogueSink sink)
    {
        if (!_pending.TryBegin(code, out var widowed))
        {
            sink.OnUnsolicited(code);
            return;
        }

        _pendingIsNewer = true;
        if (widowed is not null) sink.OnStrayLine(widowed.Line);
    }

    /// <summary>Text of a message in text mode. A line right behind its header is text whatever it says; later ones are as long as they
    /// cannot be anything else.</summary>
    private bool TakeText(string raw, string line, int blankLines, IAtDialogueSink sink)
    {
        if (_pending.WantsText && ((_pending.IsFresh && blankLines == 0) || !IsOfItself(line)))
        {
            sink.OnUnsolicited(_pending.Complete(raw));
            return true;
        }

        if (!_textOpen) return false;
        var rightBehindHeader = _textEmpty && blankLines == 0;
        if (!rightBehindHeader && (line.Length == 0 || IsFinalOrUnsolicited(line) || RoleOf(line) == LineRole.HeaderOfText)) return false;
        if (_pending.WantsPdu && PduLine.Fits(line, _pending.Length)) return false;
        _answers[^1] += new string('\n', 1 + blankLines) + raw;
        _textEmpty = false;
        return true;
    }

    private bool IsFinalOrUnsolicited(string line) => FinalCodes.Match(line, isCall: false) is not null || _table.Match(line) is not null;

    private bool IsOfItself(string line) =>
        AtText.LooksLikeHeader(line) || IsFinalOrUnsolicited(line) || (_pduDue && PduLine.Fits(line, PduLine.LengthIn(_answers[^1])));

    private bool TakeUssd(string line, int blankLines, IAtDialogueSink sink)
    {
        if (!_pending.WantsUssd || line.Length == 0) return false;
        if (IsOfItself(line))
        {
            if (_pending.Forget() is { } cut) sink.OnUnsolicited(cut);
            return false;
        }

        if (_pending.Extend(line, blankLines) is { } whole) sink.OnUnsolicited(whole);
        return true;
    }

    /// <summary>Gives a line of hex digits to the header that awaits it: the one whose length it has, else the newer one.</summary>
    private bool TakePdu(string line, IAtDialogueSink sink)
    {
        if (!(_pduDue || _pending.WantsPdu) || line.Length < 2 || !AtText.IsHexDigits(line)) return false;
        var fitsPending = _pending.WantsPdu && PduLine.Fits(line, _pending.Length);
        var fitsAnswer = _pduDue && PduLine.Fits(line, PduLine.LengthIn(_answers[^1]));
        var isPending = _pending.WantsPdu && (!_pduDue || (fitsPending != fitsAnswer ? fitsPending : _pendingIsNewer));
        // Digits that fit no length may be the bare answer to the running command instead.
        if (isPending && !_pduDue && !fitsPending && !_pending.IsFresh && RoleOf(line) == LineRole.BareAnswer) return false;
        if (isPending)
        {
            sink.OnUnsolicited(_pending.Complete(line));
        }
        else
        {
            _answers[^1] += "\n" + line;
            _pduDue = false;
            if (_command!.EndsWithAnswer) Complete(new FinalResultCode(FinalKind.Ok, null, ""), sink);
        }

        return true;
    }

    private void HandOutBody(IAtDialogueSink sink)
    {
        Phase = DialoguePhase.AwaitingFinal;
        BodyWritten = true;
        sink.OnPrompt(_bodyWithCtrlZ);
    }

    private void Restart(UnsolicitedCode code, IAtDialogueSink sink)
    {
        if (_pending.Forget() is { } widowed) sink.OnStrayLine(widowed.Line);
        IsInStep = true;
        _abandoned.Clear();
        sink.OnUnsolicited(code);
        if (_command is not null) Complete(new FinalResultCode(FinalKind.Rebooted, null, code.Line), sink);
    }

    /// <summary>The dialogue is idle before the sink hears of it: the next command may begin from there.</summary>
    private void Complete(FinalResultCode final, IAtDialogueSink sink)
    {
        var (command, response) = (_command!, new AtResponse(_answers, final) { BodyWritten = BodyWritten });
        _command = null;
        _answers = [];
        _pduDue = _textOpen = _textEmpty = BodyWritten = false;
        Phase = DialoguePhase.Idle;
        if (command is Resynchronise && final.IsOk)
        {
            IsInStep = true;
            _abandoned.Clear();
        }

        sink.OnCompleted(command, response);
    }

    private void TuneFramer()
    {
        _framer.KeepsEveryByte = _textOpen || _pending.WantsText;
        if (Phase == DialoguePhase.AwaitingPrompt && !_pending.WantsText) _framer.ExpectPrompt(_command!.Text);
        else _framer.ExpectNoPrompt();
    }
}
