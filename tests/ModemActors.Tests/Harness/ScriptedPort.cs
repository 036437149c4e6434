using System.Text;
using ModemActors.Ports;

namespace ModemActors.Tests.Harness;

/// <summary>A port whose other end is the test: what is written is on record and answered by <see cref="Answers"/>, byte for byte.</summary>
internal sealed class ScriptedPort(Activity activity, Answers answers, string name = "scripted") : IModemPort
{
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _arrived = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _written = new();
    private readonly List<string> _said = [];
    private TaskCompletionSource? _reader;
    private bool _lost;

    public string Name => name;

    public Answers Answers { get; set; } = answers;

    /// <summary>The device takes no byte; writes end with the port only.</summary>
    public bool IsWedged { get; set; }

    public bool IsClosed => _end.Task.IsCompleted;

    /// <summary>Whole lines that were written, as <see cref="TransactionRun.Said"/>.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_lock)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Bytes from the modem.</summary>
    public void Say(string bytes)
    {
        lock (_lock)
        {
            activity.Note();
            _arrived.Enqueue(Encoding.Latin1.GetBytes(bytes));
            _reader?.TrySetResult();
        }
    }

    /// <summary>The device is gone.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            activity.Note();
            _lost = true;
            _reader?.TrySetResult();
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_arrived.TryDequeue(out var bytes))
                {
                    activity.Note();
                    bytes.CopyTo(buffer);
                    return bytes.Length;
                }

                if (_lost || IsClosed)
                    throw Gone();
                _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _reader.Task;
            }

            await arrival.ConfigureAwait(false);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (IsWedged)
            await _end.Task.ConfigureAwait(false);
        List<string> lines;
        lock (_lock)
        {
            if (_lost || IsClosed)
                throw Gone();
            activity.Note();
            _written.Append(Encoding.Latin1.GetString(bytes.Span));
            lines = TakeLines();
            _said.AddRange(lines);
        }

        foreach (var line in lines)
        {
            if (Answers(line) is { } answer)
                Say(answer == ">" ? "\r\n> " : Modems.Wire(answer));
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            activity.Note();
            _end.TrySetResult();
            _reader?.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    private List<string> TakeLines()
    {
        var lines = new List<string>();
        var begin = 0;
        for (var i = 0; i < _written.Length; i++)
        {
            if (_written[i] is not ('\r' or '\u001a' or '\u001b'))
                continue;
            var line = _written.ToString(begin, i - begin) + (_written[i] switch { '\u001a' => "^Z", '\u001b' => "ESC", _ => "" });
            if (line.Length > 0)
                lines.Add(line);
            begin = i + 1;
        }

        _written.Remove(0, begin);
        return lines;
    }

    private PortException Gone() => new(PortFault.Lost, $"{name} is gone");
}
