using ModemActors.Protocol.Sms;

namespace ModemActors.Simulator;

/// <summary>
/// The network between simulated modems: it takes what they send, keeps it until the receiver has room and is within reach, and reports to the
/// sender. Its <see cref="Record"/> is the truth that tests compare with. Numbers that no modem has take everything at once.
/// </summary>
public sealed class Air
{
    private const byte Delivered = 0x00;
    private const byte ValidityExpired = 0x46;

    private readonly Lock _lock = new();
    private readonly AirOptions _options;
    private readonly Dictionary<string, SimulatedModem> _modems = [];
    private readonly Dictionary<string, Mailbag> _bags = [];
    private readonly List<AirMessage> _record = [];
    private readonly List<AirDelivery> _deliveries = [];
    private readonly HashSet<ITimer> _timers = [];
    private long _sent;
    private int _nextReference;

    /// <param name="time">The clock of the air and of all its modems; null: the system's.</param>
    /// <param name="options">How it behaves; null: as fast as it can.</param>
    public Air(TimeProvider? time = null, AirOptions? options = null)
    {
        Time = time ?? TimeProvider.System;
        _options = options ?? new AirOptions();
    }

    /// <summary>A modem put something on the air; told outside of every lock, in the sending modem's turn: don't wait for a modem in it.</summary>
    public event Action<AirMessage>? MessageSent;

    /// <summary>A modem took something from the air; told outside of every lock, in the receiving modem's turn: don't wait for a modem in it.</summary>
    public event Action<AirDelivery>? MessageDelivered;

    /// <summary>The clock of the air and of all its modems.</summary>
    public TimeProvider Time { get; }

    /// <summary>What the network says to a USSD code, by number and code; null from it: the code is not known.</summary>
    public Func<string, string, string?> Ussd { get; set; } = (_, code) => code switch
    {
        "*100#" => "Balance: 12.34 EUR",
        "*#06#" or "" => null,
        _ => "Unknown application: " + code,
    };

    /// <summary>What modems put on the air, in order; the newest <see cref="AirOptions.RecordLimit"/> at least.</summary>
    public IReadOnlyList<AirMessage> Record
    {
        get
        {
            lock (_lock)
            {
                return [.. _record];
            }
        }
    }

    /// <summary>What modems took from the air, in order; the newest <see cref="AirOptions.RecordLimit"/> at least.</summary>
    public IReadOnlyList<AirDelivery> Deliveries
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>Messages and reports that modems have not taken yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _bags.Values.Sum(bag => bag.Letters.Count);
            }
        }
    }

    /// <summary>Sends a text from outside, in as many parts as it takes, to the modem of this number.</summary>
    /// <param name="from">A number with at most 20 digits, or up to 11 letters.</param>
    /// <param name="to">The modem's number.</param>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentException">The text takes more than 255 parts, the sender is too long, or no modem has the number.</exception>
    public void Send(string from, string to, string text)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(text);
        var reference = Interlocked.Increment(ref _nextReference) & 0xFF;
        var time = Now();
        var originator = AddressField.From(from);
        foreach (var segment in SmsComposer.Segment(text, new ComposeOptions { Reference = reference }))
            Send(to, DeliverFrame.Compose(originator, segment, time));
    }

    /// <summary>Sends a TPDU from outside, an SMS-DELIVER or SMS-STATUS-REPORT without the service centre's address, whatever its octets.</summary>
    /// <exception cref="ArgumentException">No modem has the number.</exception>
    public void Send(string to, ReadOnlyMemory<byte> tpdu)
    {
        if (Find(to) is null) throw new ArgumentException($"No modem has the number {to}.", nameof(to));
        Post(to, new Letter(tpdu.ToArray(), null, null));
    }

    /// <summary>The modem that has this number; null: none.</summary>
    public SimulatedModem? Find(string number)
    {
        lock (_lock)
        {
            return _modems.GetValueOrDefault(Key(number));
        }
    }

    /// <summary>Brings a modem within reach, so that messages find it; done by the modem itself when it is made.</summary>
    /// <exception cref="ArgumentException">Another modem has its number.</exception>
    public void Attach(SimulatedModem modem)
    {
        ArgumentNullException.ThrowIfNull(modem);
        lock (_lock)
        {
            var key = Key(modem.Options.Number);
            if (_modems.TryGetValue(key, out var other) && other != modem)
                throw new ArgumentException($"{other.Options.Id} has the number {modem.Options.Number} already.", nameof(modem));
            _modems[key] = modem;
        }
        Wake(modem);
    }

    /// <summary>Takes a modem out of reach for good; what is sent to its number from now on waits for another that has it.</summary>
    public void Detach(SimulatedModem modem)
    {
        ArgumentNullException.ThrowIfNull(modem);
        lock (_lock)
        {
            var key = Key(modem.Options.Number);
            if (_modems.GetValueOrDefault(key) == modem) _modems.Remove(key);
        }
    }

    /// <summary>The modem may take messages again.</summary>
    internal void Wake(SimulatedModem modem)
    {
        var key = Key(modem.Options.Number);
        lock (_lock)
        {
            if (_bags.TryGetValue(key, out var bag)) bag.IsResting = false;
        }
        Pump(key);
    }

    internal string? AnswerUssd(string number, string code) => Ussd(number, code);

    /// <summary>Takes a message from a modem, in the modem's turn.</summary>
    internal void Carry(SimulatedModem sender, SubmitFrame submit, byte reference, SendTurn turn)
    {
        var time = Now();
        var message = Describe(sender, submit, reference, time);
        lock (_lock)
        {
            message = message with { Number = ++_sent };
            Keep(_record, message);
        }
        MessageSent?.Invoke(message);
        for (var copy = 0; copy < turn.Copies; copy++)
            After(_options.DeliveryLatency + turn.AirDelay, () => Forward(sender, submit, reference, time, turn.ReportStatus));
    }

    private void Keep<T>(List<T> record, T item)
    {
        record.Add(item);
        if (record.Count >= 2 * (long)_options.RecordLimit) record.RemoveRange(0, record.Count - _options.RecordLimit);
    }

    private void Forward(SimulatedModem sender, SubmitFrame submit, byte reference, DateTimeOffset time, byte? status)
    {
        Action<byte>? ended = !submit.ReportRequested ? null : outcome => After(_options.ReportLatency, () =>
            Post(sender.Options.Number, new Letter(submit.ToStatusReport(reference, time, Now(), status ?? outcome), null, null)));
        var to = submit.Destination.Text;
        if (Find(to) is null) ended?.Invoke(Delivered);
        else Post(to, new Letter(submit.ToDeliver(sender.Options.Number, time), time + submit.RelativeValidity, ended));
    }

    private void Post(string to, Letter letter)
    {
        lock (_lock)
        {
            var key = Key(to);
            if (!_bags.TryGetValue(key, out var bag)) _bags[key] = bag = new Mailbag();
            bag.Letters.Enqueue(letter);
        }
        Pump(Key(to));
    }

    private void Pump(string key)
    {
        SimulatedModem? modem;
        Letter? letter;
        lock (_lock)
        {
            if (!_bags.TryGetValue(key, out var bag) || bag.IsOffering || bag.IsResting || !bag.Letters.TryPeek(out letter)) return;
            if (!_modems.TryGetValue(key, out modem)) return;
            bag.IsOffering = true;
        }
        if (letter.Expires < Now()) Conclude(key, letter, ValidityExpired);
        else modem.Offer(letter.Tpdu, answer => Answered(key, modem, letter, answer));
    }

    private void Answered(string key, SimulatedModem modem, Letter letter, OfferAnswer answer)
    {
        switch (answer)
        {
            case OfferAnswer.Accepted:
                var delivery = new AirDelivery(Time.GetUtcNow(), modem.Options.Id, Convert.ToHexString(letter.Tpdu));
                lock (_lock)
                {
                    Keep(_deliveries, delivery);
                }
                MessageDelivered?.Invoke(delivery);
                Conclude(key, letter, Delivered);
                break;
            case OfferAnswer.Refused:
                Rest(key);
                After(_options.RetryDelay, () => Wake(modem));
                break;
            default:
                // Whatever changes there wakes us: room, reach, the next power-up.
                Rest(key);
                break;
        }
    }

    private void Conclude(string key, Letter letter, byte status)
    {
        lock (_lock)
        {
            _bags[key].Letters.Dequeue();
            _bags[key].IsOffering = false;
        }
        letter.Ended?.Invoke(status);
        Pump(key);
    }

    private void Rest(string key)
    {
        lock (_lock)
        {
            var bag = _bags[key];
            (bag.IsOffering, bag.IsResting) = (false, true);
        }
    }

    private void After(TimeSpan span, Action action)
    {
        if (span <= TimeSpan.Zero)
        {
            action();
            return;
        }
        ITimer? timer = null;
        lock (_lock)
        {
            timer = Time.CreateTimer(_ =>
            {
                lock (_lock)
                {
                    _timers.Remove(timer!);
                }
                timer!.Dispose();
                action();
            }, null, span, Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
        }
    }

    private DateTimeOffset Now() => Time.GetUtcNow().ToOffset(_options.Zone);

    private static AirMessage Describe(SimulatedModem sender, SubmitFrame submit, byte reference, DateTimeOffset at)
    {
        var concatenation = submit.UserData.Concatenation;
        return new AirMessage(0, at.ToUniversalTime(), sender.Options.Id, sender.Options.Number, submit.Destination.Text, submit.UserData.Text,
            Convert.ToHexString(submit.ToOctets(reference)), reference, concatenation?.Reference, concatenation?.Number ?? 1, concatenation?.Total ?? 1,
            submit.ReportRequested);
    }

    // A person may write +1555…, 001555… or 1555…; all mean the same line.
    private static string Key(string number)
    {
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
    }
}
