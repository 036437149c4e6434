using ModemActors.Ports;

namespace ModemActors.Simulator;

/// <summary>
/// A modem without hardware: AT commands in, what a modem would say out, messages to and from the <see cref="Simulator.Air"/>. It has no thread of
/// its own; everything happens on the thread that gives it bytes or lets its time pass. All members may be called from any thread.
/// </summary>
public sealed class SimulatedModem : IAsyncDisposable
{
    private const int RegisteredHome = 1;

    private readonly Turnstile _turnstile = new();
    private int _registration = RegisteredHome;
    private bool _portIsGone;

    /// <summary>A modem that is switched on, started and within reach of <paramref name="air"/>.</summary>
    /// <exception cref="ArgumentException">The air has a modem with this number already.</exception>
    public SimulatedModem(SimulatedModemOptions options, Air air)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(air);
        (Options, Air) = (options, air);
        CommandDelays = new Delays(air.Time, _turnstile);
        RadioDelays = new Delays(air.Time, _turnstile);
        LineDelays = new Delays(air.Time, _turnstile);
        Settings = new TerminalSettings(options.Profile);
        SavedSettings = Settings.Copy();
        Memories = new MessageMemories(options);
        Sim = new SimCard(options);
        SignalStrength = options.SignalStrength;
        Faults = new SimulatedFaults(this, new Delays(air.Time, _turnstile));
        Output = new OutputLine(this);
        Terminal = new TerminalAdapter(this);
        Sender = new MessageSender(this);
        Receiver = new MessageReceiver(this);
        Call = new IncomingCall(this);
        Phase = Sim.State == PinState.Ready ? ModemPhase.Ready : ModemPhase.Starting;
        air.Attach(this);
    }

    /// <summary>What it is.</summary>
    public SimulatedModemOptions Options { get; }

    /// <summary>The air that it talks through.</summary>
    public Air Air { get; }

    /// <summary>What goes wrong with it.</summary>
    public SimulatedFaults Faults { get; }

    /// <summary>What lies in its memories now.</summary>
    public IReadOnlyList<SimulatedSlot> Slots => _turnstile.Ask(Memories.ListSlots);

    /// <summary>How far it has started.</summary>
    public ModemPhase Phase { get; private set; }

    /// <summary>What AT+CFUN? says: 0 minimal, 1 full, 4 flight mode.</summary>
    public int Functionality { get; private set; } = 1;

    /// <summary>What AT+CREG? says when the radio is on: 0 none, 1 home, 2 searching, 3 denied, 5 roaming (3GPP TS 27.007 §7.2).</summary>
    public int Registration => RadioIsOn && Sim.State == PinState.Ready && Phase == ModemPhase.Ready ? _registration : 0;

    /// <summary>What AT+CSQ says: 0 to 31, 99 unknown.</summary>
    public int SignalStrength { get; set; }

    internal TerminalSettings Settings { get; set; }

    internal TerminalSettings SavedSettings { get; set; }

    internal MessageMemories Memories { get; }

    internal SimCard Sim { get; }

    internal TerminalAdapter Terminal { get; }

    internal OutputLine Output { get; }

    internal MessageSender Sender { get; }

    internal MessageReceiver Receiver { get; }

    internal IncomingCall Call { get; }

    /// <summary>What a reset of the firmware ends: answers under way, the boot itself.</summary>
    internal Delays CommandDelays { get; }

    /// <summary>What the loss of the radio ends.</summary>
    internal Delays RadioDelays { get; }

    /// <summary>Bytes on their way out.</summary>
    internal Delays LineDelays { get; }

    /// <summary>The name under which the port comes back; null: its own.</summary>
    internal string? PortName { get; private set; }

    /// <summary>The port is there again; told in the modem's turn.</summary>
    internal Action? PortReturned { get; set; }

    internal bool RadioIsOn => Functionality == 1 && Phase is ModemPhase.Starting or ModemPhase.Ready;

    internal bool IsRegistered => Registration is 1 or 5;

    internal bool IsReachable => IsRegistered && !Faults.Hangs;

    /// <summary>Whether not even a byte leaves it.</summary>
    internal bool IsSilent => Phase is ModemPhase.Off or ModemPhase.Booting || Faults.Hangs;

    /// <summary>Whether AT+CPIN? has an answer, not "SIM busy".</summary>
    internal bool SimIsOpen { get; private set; } = true;

    /// <summary>Why the SIM cannot be used: the codes of +CME ERROR and +CMS ERROR; null: it can.</summary>
    internal (int Mobile, int Message)? SimFault => Sim.State switch
    {
        PinState.NotInserted => (10, 310),
        PinState.Pin => (11, 311),
        PinState.Puk => (12, 316),
        _ => Phase == ModemPhase.Ready ? null : (14, 314),
    };

    /// <summary>Opens its line. Bytes that it says while no one has it open are lost.</summary>
    /// <exception cref="PortException"><see cref="PortFault.Busy"/>: it is open; <see cref="PortFault.NotFound"/>: it is unplugged.</exception>
    public IModemPort OpenPort() => _turnstile.Ask(() =>
    {
        var name = "simulator:" + Options.Id;
        if (_portIsGone) throw new PortException(PortFault.NotFound, $"{name} is unplugged; plug it in again.");
        if (Output.Host is not null) throw new PortException(PortFault.Busy, $"{name} is open already; close it first.");
        var port = new SimulatedPort(name, this);
        Output.Host = port;
        Cure(ResetLevel.Reopen);
        return port;
    });

    /// <summary>Sends it a text from outside, in as many parts as it takes.</summary>
    public void Receive(string from, string text) => Air.Send(from, Options.Number, text);

    /// <summary>Sends it an SMS-DELIVER or SMS-STATUS-REPORT as the network would: the TPDU without the service centre's address.</summary>
    public void Receive(ReadOnlyMemory<byte> tpdu) => Air.Send(Options.Number, tpdu);

    /// <summary>It rings until the call is answered, refused or <see cref="StopRinging"/>: RING and, if asked for, +CLIP, every 3 s.</summary>
    public void Ring(string from) => _turnstile.Post(() => Call.Begin(from));

    /// <summary>The caller gives up.</summary>
    public void StopRinging() => _turnstile.Post(() =>
    {
        if (Call.End()) Terminal.Unsolicited("NO CARRIER");
    });

    /// <summary>The network takes it in (1, 5) or not (0, 2, 3); told if AT+CREG=1 or 2 asks for it.</summary>
    public void SetRegistration(int status) => _turnstile.Post(() => ChangeReach(() => _registration = status));

    /// <summary>Pulls its plug: the port is lost, everything that a reset forgets is forgotten.</summary>
    public void Unplug() => _turnstile.Post(UnplugNow);

    /// <summary>Plugs it in again; it starts as after a reset. Nothing happens if it is in.</summary>
    public void Plug() => _turnstile.Post(() =>
    {
        if (Phase == ModemPhase.Off) Restart(ResetLevel.Modem);
        ReturnPort();
    });

    /// <summary>Takes the port away and leaves the modem running; <see cref="Plug"/> gives it back.</summary>
    /// <param name="name">The name under which it comes back on pseudo-terminals; null: its own.</param>
    public void HangUp(string? name = null) => _turnstile.Post(() => LosePort(name));

    /// <summary>Resets it from outside. <see cref="ResetLevel.Usb"/> and <see cref="ResetLevel.Power"/> take the port away until it has started.</summary>
    public void Reset(ResetLevel level) => _turnstile.Post(() =>
    {
        if (level <= ResetLevel.Radio) Cure(level);
        else Restart(level);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Air.Detach(this);
        Unplug();
        _turnstile.Post(Faults.Clear);
        return ValueTask.CompletedTask;
    }

    internal void Post(Action action) => _turnstile.Post(action);

    internal T Ask<T>(Func<T> question) => _turnstile.Ask(question);

    internal void Offer(byte[] tpdu, Action<OfferAnswer> answer) => _turnstile.Post(() => Receiver.Offer(tpdu, answer));

    /// <summary>Bytes from the host.</summary>
    internal void Take(ReadOnlyMemory<byte> bytes) => _turnstile.Post(() =>
    {
        if (Phase is ModemPhase.Off or ModemPhase.Booting || Faults.Swallows(bytes.Span)) return;
        Terminal.Receive(bytes.Span);
    });

    internal void Attach(IHostEnd host) => _turnstile.Post(() => Output.Host = host);

    /// <summary>The host closed the line.</summary>
    internal void Detach(IHostEnd host) => _turnstile.Post(() =>
    {
        if (Output.Host != host) return;
        Output.Host = null;
        Output.Clear();
    });

    /// <summary>There may be room again: what waits on the air comes, once the answer to the command is out.</summary>
    internal void NoticeRoom() => _turnstile.Post(() => Air.Wake(this));

    internal void SetFunctionality(int level) => ChangeReach(() =>
    {
        if (Functionality != 1 && level == 1) Cure(ResetLevel.Radio);
        Functionality = level;
    });

    /// <summary>The SIM can be asked: its PIN was right, or it has none.</summary>
    internal void OpenSim()
    {
        SimIsOpen = true;
        foreach (var line in Options.Profile.SimLines) _turnstile.Post(() => Terminal.Unsolicited(line));
        CommandDelays.After(Options.SimLatency / 2, BecomeReady);
    }

    internal void TurnOff()
    {
        ForgetSettings();
        Phase = ModemPhase.Off;
    }

    /// <summary>Starts anew: silence, then the boot lines, then those of the SIM.</summary>
    internal void Restart(ResetLevel level)
    {
        ForgetSettings();
        Cure(level);
        Functionality = 1;
        Phase = ModemPhase.Booting;
        if (level >= ResetLevel.Usb || Options.LosesPortOnReset) LosePort(PortName);
        CommandDelays.After(Options.BootLatency, () =>
        {
            ReturnPort();
            Phase = ModemPhase.Starting;
            Sim.PowerUp();
            foreach (var line in Options.Profile.BootLines) Terminal.Unsolicited(line);
            if (Sim.State == PinState.Ready) CommandDelays.After(Options.SimLatency / 2, OpenSim);
            else Terminal.Unsolicited("+CPIN: " + Sim.State switch { PinState.Pin => "SIM PIN", PinState.Puk => "SIM PUK", _ => "NOT INSERTED" });
        });
    }

    internal void UnplugNow()
    {
        TurnOff();
        LosePort(null);
    }

    internal void LosePort(string? name)
    {
        (_portIsGone, PortName) = (true, name);
        var host = Output.Host;
        Output.Host = null;
        host?.Lose();
    }

    /// <summary>What such a reset heals is healed.</summary>
    internal void Cure(ResetLevel level) => Faults.Cure(level);

    private void ReturnPort()
    {
        if (!_portIsGone) return;
        _portIsGone = false;
        PortReturned?.Invoke();
    }

    private void ForgetSettings()
    {
        CommandDelays.Clear();
        RadioDelays.Clear();
        Output.Clear();
        Terminal.Clear();
        Call.End();
        Receiver.Clear();
        Settings = SavedSettings.Copy();
        SimIsOpen = false;
    }

    private void BecomeReady()
    {
        ChangeReach(() => Phase = ModemPhase.Ready);
        foreach (var line in Options.Profile.MessagingLines) Terminal.Unsolicited(line);
    }

    private void ChangeReach(Action change)
    {
        var before = Registration;
        change();
        if (Registration == before) return;
        foreach (var (name, n) in Settings.RegistrationReporting)
            if (n > 0) _turnstile.Post(() => Terminal.Unsolicited($"{name}: {NetworkCommands.Describe(this, name)}"));
        NoticeRoom();
    }
}
