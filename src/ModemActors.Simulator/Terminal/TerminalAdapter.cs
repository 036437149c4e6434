using System.Globalization;
using System.Text;

namespace ModemActors.Simulator;

/// <summary>The modem's side of the AT interface (V.250 §5): command lines in, responses out, one line at a time. Lives inside the turnstile.</summary>
internal sealed class TerminalAdapter(SimulatedModem modem)
{
    private const byte CtrlZ = 0x1A;
    private const byte Escape = 0x1B;
    private const byte Backspace = 0x08;
    private const int LongestLine = 2048;

    private readonly List<byte> _line = [];
    private readonly List<byte> _body = [];
    private readonly Queue<byte> _ahead = new();
    private readonly List<byte> _out = [];
    private readonly Queue<string> _held = new();
    private readonly Queue<CommandCall> _calls = new();
    private string _lastLine = "";
    private Mode _mode = Mode.Command;
    private CommandCall? _call;
    private Func<byte[], Outcome>? _prompted;
    private byte _previous;
    private int _depth;

    private enum Mode
    {
        Command,
        Busy,
        Prompt,
    }

    private TerminalSettings Settings => modem.Settings;

    /// <summary>Bytes from the host. What comes while a command runs waits for its end.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes) _ahead.Enqueue(octet);
        Work(() => { });
    }

    /// <summary>Says something that no command asked for; held back while a message is being entered.</summary>
    public void Unsolicited(string line)
    {
        if (_mode == Mode.Prompt) _held.Enqueue(line);
        else Work(() => WriteBlock([line]));
    }

    /// <summary>Forgets everything that was under way.</summary>
    public void Clear()
    {
        _line.Clear();
        _body.Clear();
        _ahead.Clear();
        _out.Clear();
        _held.Clear();
        _calls.Clear();
        _call = null;
        _prompted = null;
        _mode = Mode.Command;
    }

    // Whatever is done: afterwards the bytes that waited are taken, and what there is to say leaves in one piece.
    private void Work(Action step)
    {
        _depth++;
        step();
        if (_depth == 1) TakeAhead();
        _depth--;
        if (_depth > 0 || _out.Count == 0) return;
        byte[] bytes = [.. _out];
        _out.Clear();
        modem.Output.Write(bytes);
    }

    private void TakeAhead()
    {
        while (_mode != Mode.Busy && _ahead.TryDequeue(out var octet))
        {
            if (Settings.Echo) Echo(octet);
            if (_mode == Mode.Prompt) TakeBodyByte(octet);
            else TakeCommandByte(octet);
            _previous = octet;
        }
    }

    private void Echo(byte octet)
    {
        if (octet is 0 or CtrlZ or Escape || (octet == '\n' && _previous == '\r')) return;
        _out.Add(octet);
    }

    private void TakeCommandByte(byte octet)
    {
        switch (octet)
        {
            case (byte)'\r':
                var line = Encoding.Latin1.GetString([.. _line]);
                _line.Clear();
                if (CommandLine.TryStrip(line, out var body)) Execute(body);
                break;
            case Backspace or 0x7F:
                if (_line.Count > 0) _line.RemoveAt(_line.Count - 1);
                break;
            case (byte)'/' when _line.Count == 1 && _line[0] is (byte)'A' or (byte)'a':
                _line.Clear();
                Execute(_lastLine);
                break;
            case Escape:
                _line.Clear();
                break;
            case < 0x20 and not (byte)'\t':
                break;
            default:
                if (_line.Count < LongestLine) _line.Add(octet);
                break;
        }
    }

    private void Execute(string body)
    {
        _lastLine = body;
        _calls.Clear();
        _call = null;
        if (CommandLine.Parse(modem, body) is not { } calls)
        {
            Finish(Outcome.Error);
            return;
        }
        foreach (var call in calls) _calls.Enqueue(call);
        SetMode(Mode.Busy);
        Continue(modem.Options.CommandLatency > TimeSpan.Zero ? Outcome.After(modem.Options.CommandLatency, () => Outcome.Ok) : Outcome.Ok);
    }

    private void Continue(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Later later:
                SetMode(Mode.Busy);
                modem.CommandDelays.After(later.Span, () => Work(() => Continue(later.Then())));
                break;
            case Outcome.Prompt prompt:
                Prompt(prompt.Then);
                break;
            case Outcome.Final { Text: "OK" }:
                if (_call is { Lines.Count: > 0 } call) WriteBlock(call.Lines);
                if (_calls.TryDequeue(out _call)) Continue(CommandTable.Run(_call));
                else Finish(Outcome.Ok);
                break;
            default:
                Finish(outcome);
                break;
        }
    }

    private void Prompt(Func<byte[], Outcome> then)
    {
        _body.Clear();
        _prompted = then;
        SetMode(Mode.Prompt);
        Say(modem.Faults.OnPrompt("\r\n> "));
    }

    private void TakeBodyByte(byte octet)
    {
        switch (octet)
        {
            case Escape:
                // 3GPP TS 27.005 §3.5.1: cancelled without sending, answered OK.
                _prompted = null;
                SetMode(Mode.Busy);
                Finish(Outcome.Ok);
                break;
            case CtrlZ:
                var then = _prompted!;
                _prompted = null;
                SetMode(Mode.Busy);
                Continue(then([.. _body]));
                break;
            case Backspace:
                if (_body.Count > 0) _body.RemoveAt(_body.Count - 1);
                break;
            case (byte)'\r':
                if (Settings.TextMode) _body.Add((byte)'\n');
                Say("\r\n> ");
                break;
            case (byte)'\n' when _previous == '\r':
                break;
            default:
                _body.Add(octet);
                break;
        }
    }

    private void Finish(Outcome outcome)
    {
        _calls.Clear();
        _call = null;
        var text = Settings.Quiet ? null : TextOf(outcome);
        if (text is not null) Say(Settings.Verbose || text.Length > 1 ? $"\r\n{text}\r\n" : text + "\r");
        SetMode(Mode.Command);
    }

    private string? TextOf(Outcome outcome) => outcome switch
    {
        Outcome.Final final => Settings.Verbose ? final.Text : final.Number.ToString(CultureInfo.InvariantCulture),
        Outcome.Raw raw => raw.Text,
        Outcome.Silent => null,
        Outcome.MobileError error => ErrorText("+CME ERROR: ", error.Code, ErrorTexts.OfMobile),
        Outcome.MessageError error => ErrorText("+CMS ERROR: ", error.Code, ErrorTexts.OfMessage),
        _ => throw new InvalidOperationException($"{outcome} is not the end of a command."),
    };

    private string ErrorText(string prefix, int code, Func<int, string> words) => Settings.ErrorReporting switch
    {
        1 => prefix + code.ToString(CultureInfo.InvariantCulture),
        2 => prefix + words(code),
        _ => Settings.Verbose ? "ERROR" : "4",
    };

    private void WriteBlock(IReadOnlyList<string> lines) =>
        Say((Settings.Verbose ? "\r\n" : "") + string.Concat(lines.Select(line => line + "\r\n")));

    private void Say(string text) => _out.AddRange(Encoding.Latin1.GetBytes(text));

    private void SetMode(Mode mode)
    {
        _mode = mode;
        if (mode == Mode.Prompt) return;
        while (_held.TryDequeue(out var line)) WriteBlock([line]);
    }
}
