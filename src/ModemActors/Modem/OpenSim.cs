using System.Globalization;
using System.Text.RegularExpressions;
using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>
/// Waits until the SIM is ready, gives it its PIN if it wants it, and asks who it is. A wrong PIN is never given twice: three wrong ones lock the SIM.
/// </summary>
internal sealed partial class OpenSim(ModemProfile profile, PinGuard pin) : PortTransaction
{
    /// <summary>A SIM may be busy for half a minute after power-up.</summary>
    private const int PatienceWithSim = 30;

    /// <summary>So many wrong PINs a SIM takes before it locks itself (TS 31.101 §9.5).</summary>
    private const int AllTries = 3;

    private bool _entered;
    private int? _triesLeft;

    public override string Purpose => "open the SIM";

    public override TransactionPriority Priority => TransactionPriority.Control;

    /// <summary>Why it is not open; null = it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>True: only a person can open it.</summary>
    public bool NeedsPerson { get; private set; }

    public string? Imsi { get; private set; }

    public string? Iccid { get; private set; }

    public string? OwnNumber { get; private set; }

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var step in Open())
            yield return step;
        if (Problem is not null)
            yield break;
        var imsi = Ask(new ReadImsi(), maySayNothing: true);
        yield return imsi;
        Imsi = imsi.ValueOr(null);
        foreach (var step in ReadIccid())
            yield return step;
        var own = Ask(new ReadOwnNumbers(), maySayNothing: true);
        yield return own;
        OwnNumber = own.ValueOr([]) is [var number, ..] ? number : null;
    }

    private IEnumerable<TransactionStep> Open()
    {
        for (var second = 0; second < PatienceWithSim; second++)
        {
            var asked = Ask(new ReadPinStatus());
            yield return asked;
            if (asked.Result.Failure is { } failure)
            {
                if (failure.Nature == ErrorNature.Unsupported)
                    break;
                Problem = $"the SIM is not ready: {failure.Reason}";
                if (failure.Nature == ErrorNature.Permanent)
                    yield break;
            }
            else
            {
                switch (asked.Result.Value)
                {
                    case PinStatus.Ready or PinStatus.SimPin2 or PinStatus.SimPuk2:
                        Problem = null;
                        pin.Accepted();
                        yield break;
                    case PinStatus.Busy:
                        Problem = "the SIM is busy";
                        break;
                    case PinStatus.SimPin when _entered:
                        // the SIM opens some time after the OK, and may ask for the PIN until then
                        Problem = "the SIM is not ready after its PIN";
                        break;
                    case PinStatus.SimPin:
                        foreach (var step in GivePin())
                            yield return step;
                        NeedsPerson = Problem is not null;
                        if (NeedsPerson)
                            yield break;
                        Problem = "the SIM is not ready after its PIN";
                        break;
                    default:
                        Problem = WhatSimWants(asked.Result.Value);
                        NeedsPerson = asked.Result.Value != PinStatus.NotInserted;
                        yield break;
                }
            }

            yield return new PauseStep(TimeSpan.FromSeconds(1));
        }
    }

    private IEnumerable<TransactionStep> GivePin()
    {
        Problem = null;
        foreach (var step in ReadIccid().Concat(CountTries()))
            yield return step;
        pin.Insert(Iccid);
        if (pin.IsDoubtful && _triesLeft < AllTries)
            pin.Refused();
        Problem = Objection();
        if (Problem is not null)
            yield break;

        var entry = Ask(new EnterPin(pin.Usable!), TimeSpan.FromSeconds(20));
        if (pin.Entering() is { } unrecorded)
        {
            Problem = $"the SIM's PIN is not entered, because that it was cannot be put on record: {unrecorded}";
            yield break;
        }

        yield return entry;
        _entered = entry.Result.IsOk;
        if (entry.Result.Failure is { Nature: ErrorNature.Busy })
        {
            pin.NotTaken();
        }
        else if (entry.Result.Failure is { } failure)
        {
            pin.Refused();
            foreach (var step in CountTries())
                yield return step;
            Problem = $"the SIM refused its PIN ({failure.Reason}{TriesLeft(", ")}); it is not entered again until the configuration is corrected";
        }
    }

    /// <summary>Why the PIN may not be given; null = it may.</summary>
    private string? Objection() => pin switch
    {
        { WasRefused: true } => $"the SIM refused its PIN; correct modem.pin in the configuration{TriesLeft(" (", ")")}",
        { Usable: null } => $"the SIM wants its PIN; set modem.pin in the configuration{TriesLeft(" (", ")")}",
        _ when _triesLeft is <= 1 => "the SIM wants its PIN and has one try left; it is not risked here: put the SIM into a phone and enter the PIN there",
        _ => null,
    };

    private string TriesLeft(string before, string after = "") =>
        _triesLeft is { } tries ? string.Create(CultureInfo.InvariantCulture, $"{before}{tries} {(tries == 1 ? "try" : "tries")} left{after}") : "";

    /// <summary>Families differ in the command and agree that the first number of the answer is what counts now.</summary>
    private IEnumerable<TransactionStep> CountTries()
    {
        var asked = Ask(new RawCommand(profile.PinTries), maySayNothing: true);
        yield return asked;
        var line = asked.ValueOr([])?.FirstOrDefault(line => line.Contains(':', StringComparison.Ordinal));
        _triesLeft = line is not null && Number().Match(line[line.IndexOf(':', StringComparison.Ordinal)..]) is { Success: true } match
            ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    private IEnumerable<TransactionStep> ReadIccid()
    {
        foreach (var variant in ((IccidVariant[])[profile.Iccid, IccidVariant.Ccid, IccidVariant.Iccid, IccidVariant.Qccid]).Distinct())
        {
            if (Iccid is not null)
                yield break;
            var read = Ask(new ReadIccid(variant), maySayNothing: true);
            yield return read;
            Iccid = read.ValueOr(null);
        }
    }

    private static string WhatSimWants(PinStatus status) => status switch
    {
        PinStatus.SimPuk => "the SIM is locked and wants its PUK; put it into a phone and unlock it there",
        PinStatus.NotInserted => "there is no SIM in the modem",
        _ => $"the SIM is not open ({status})",
    };

    [GeneratedRegex("(?<![A-Za-z0-9])[0-9]{1,2}(?![0-9])")]
    private static partial Regex Number();
}
