using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>What becomes of a message that the air offered.</summary>
internal enum OfferAnswer
{
    Accepted,

    /// <summary>The memory is full; the network waits until there is room.</summary>
    NoRoom,

    /// <summary>Not reachable; the network waits until the modem is back.</summary>
    Absent,

    /// <summary>Taken and refused, or never acknowledged; the network tries again later.</summary>
    Refused,
}

/// <summary>Takes what the air offers, where AT+CNMI and AT+CPMS say (3GPP TS 27.005 §3.4.1).</summary>
internal sealed class MessageReceiver(SimulatedModem modem)
{
    // 27.005 leaves the time to the network; TS 24.011 gives the relay some 12 to 20 s (TR2M).
    private static readonly TimeSpan AcknowledgementLimit = TimeSpan.FromSeconds(15);

    private const int BufferedLines = 64;
    private const int SimClass = 2;
    private const int TerminalClass = 3;
    private const byte TypeZero = 0x40;

    private readonly List<string> _buffer = [];
    private Action<OfferAnswer>? _unacknowledged;
    private IDisposable? _limit;

    private int Mode => modem.Settings.Notification[0];

    private int MessageMode => modem.Settings.Notification[1];

    private int ReportMode => modem.Settings.Notification[3];

    /// <summary>AT+CNMI: what was buffered in mode 0 is told now (bfr 0) or forgotten (bfr 1).</summary>
    public void Notify(int[] wanted)
    {
        wanted.CopyTo(modem.Settings.Notification, 0);
        if (Mode == 0) return;
        if (wanted[4] == 0)
            foreach (var line in _buffer) modem.Terminal.Unsolicited(line);
        _buffer.Clear();
    }

    /// <summary>A reset: nothing is acknowledged any more.</summary>
    public void Clear()
    {
        _buffer.Clear();
        Conclude(OfferAnswer.Absent);
    }

    /// <summary>One DELIVER or STATUS-REPORT; <paramref name="answer"/> is called once, in the modem's turn.</summary>
    public void Offer(byte[] tpdu, Action<OfferAnswer> answer)
    {
        if (!modem.IsReachable || _unacknowledged is not null) answer(OfferAnswer.Absent);
        else if (StatusReportFrame.TryParse(tpdu, out var report)) TakeReport(tpdu, report!, answer);
        else TakeMessage(tpdu, answer);
    }

    /// <summary>AT+CNMA; false: nothing waits for it.</summary>
    public bool Acknowledge(bool positive)
    {
        if (_unacknowledged is null) return false;
        Conclude(positive ? OfferAnswer.Accepted : OfferAnswer.Refused);
        return true;
    }

    private void TakeMessage(byte[] tpdu, Action<OfferAnswer> answer)
    {
        var deliver = DeliverFrame.TryParse(tpdu, out var parsed) ? parsed : null;
        var messageClass = deliver is null ? null : DataCodingScheme.ClassOf(deliver.UserData.Dcs);
        var direct = MessageMode == 2 ? messageClass != SimClass : MessageMode == 3 && messageClass == TerminalClass;
        if (deliver is { Pid: TypeZero }) answer(OfferAnswer.Accepted);
        else if (direct) Forward(DescribeMessage(tpdu, deliver), answer);
        else Store(messageClass == SimClass ? "SM" : modem.Settings.ReceiveMemory, "+CMTI", MessageMode != 0, tpdu, answer);
    }

    private void TakeReport(byte[] tpdu, StatusReportFrame report, Action<OfferAnswer> answer)
    {
        if (ReportMode == 1) Forward(DescribeReport(tpdu, report), answer);
        else if (ReportMode == 2) Store(modem.Memories.Find("SR") is null ? "SM" : "SR", "+CDSI", true, tpdu, answer);
        else answer(OfferAnswer.Accepted);
    }

    private void Store(string memory, string code, bool tells, byte[] tpdu, Action<OfferAnswer> answer)
    {
        var message = new StoredMessage(SlotState.ReceivedUnread, AddressField.ServiceCentre(modem.Sim.Smsc), tpdu);
        if (modem.Memories.Find(memory)?.Store(message) is not { } index)
        {
            if (modem.Options.Profile.StorageFullLine is { Length: > 0 } line) Tell([string.Format(CultureInfo.InvariantCulture, line, memory)]);
            answer(OfferAnswer.NoRoom);
            return;
        }
        answer(OfferAnswer.Accepted);
        if (tells) Tell(modem.Faults.OnNotification(new NotificationTurn(code, memory, index)));
    }

    private void Forward(IEnumerable<string> lines, Action<OfferAnswer> answer)
    {
        Tell([string.Join("\r\n", lines)]);
        if (modem.Settings.SmsService == 0)
        {
            answer(OfferAnswer.Accepted);
            return;
        }
        _unacknowledged = answer;
        _limit = modem.RadioDelays.After(AcknowledgementLimit, GiveUp);
    }

    // §3.4.4: nobody acknowledges, so nothing more is forwarded.
    private void GiveUp()
    {
        modem.Settings.Notification[1] = 0;
        modem.Settings.Notification[3] = 0;
        Conclude(OfferAnswer.Refused);
    }

    private void Conclude(OfferAnswer outcome)
    {
        _limit?.Dispose();
        var answer = _unacknowledged;
        _unacknowledged = null;
        answer?.Invoke(outcome);
    }

    private void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (Mode != 0) modem.Terminal.Unsolicited(line);
            else if (_buffer.Count < BufferedLines) _buffer.Add(line);
    }

    private IEnumerable<string> DescribeMessage(byte[] tpdu, DeliverFrame? deliver) => modem.Settings.TextMode && deliver is not null
        ? TextMode.DescribeForwarded(modem, deliver)
        : [$"+CMT: {modem.Options.Profile.NoName},{tpdu.Length.ToString(CultureInfo.InvariantCulture)}", Pdu(tpdu)];

    private IEnumerable<string> DescribeReport(byte[] tpdu, StatusReportFrame report) => modem.Settings.TextMode
        ? ["+CDS: " + TextMode.Describe(modem, report)]
        : [$"+CDS: {tpdu.Length.ToString(CultureInfo.InvariantCulture)}", Pdu(tpdu)];

    private string Pdu(byte[] tpdu) => Convert.ToHexString(AddressField.ServiceCentre(modem.Sim.Smsc)) + Convert.ToHexString(tpdu);
}
