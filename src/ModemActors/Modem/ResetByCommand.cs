using ModemActors.Protocol.At;
using ModemActors.Settings;

namespace ModemActors.Modem;

/// <summary>
/// Resets the radio or the whole modem by its own commands. Said in its turn, after what is on its way out; a modem that does not answer is told all the same, since some
/// still hear what they cannot answer. Afterwards the modem is set up anew.
/// </summary>
internal sealed class ResetByCommand : PortTransaction
{
    private static readonly TimeSpan s_heard = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_unheard = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_radioRests = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beginsToRestart = TimeSpan.FromSeconds(2);

    private readonly string[] _commands;
    private readonly TimeSpan _pause;
    private readonly bool _answers;

    private ResetByCommand(string purpose, TimeSpan pause, bool answers, params string[] commands) =>
        (Purpose, _pause, _answers, _commands) = (purpose, pause, answers, commands);

    public override string Purpose { get; }

    public override TransactionPriority Priority => TransactionPriority.Control;

    public override bool IsUrgent => true;

    /// <summary>What the modem said to the last of them; null = nothing.</summary>
    public FinalResultCode? Said { get; private set; }

    /// <summary>The radio off and on (AT+CFUN, 3GPP TS 27.007 §8.2).</summary>
    /// <param name="profile">What the family of modems wants for it.</param>
    /// <param name="answers">False: it does not answer now, so an answer is not waited for.</param>
    public static ResetByCommand OfRadio(ModemProfile profile, bool answers) =>
        new("switch the radio off and on", s_radioRests, answers, $"AT+CFUN={profile.RadioOff}", "AT+CFUN=1");

    /// <summary>The firmware started anew.</summary>
    /// <inheritdoc cref="OfRadio"/>
    public static ResetByCommand OfModem(ModemProfile profile, bool answers) => new("restart the modem", s_beginsToRestart, answers, profile.Reset);

    public override IEnumerable<TransactionStep> Steps()
    {
        foreach (var command in _commands)
        {
            var step = new BlindStep(new RawCommand(command)) { Deadline = _answers ? s_heard : s_unheard, MaySayNothing = true };
            yield return step;
            Said = step.Response!.Final.Kind == FinalKind.Abandoned ? null : step.Response.Final;
            // the radio must rest between off and on, a modem must begin to restart before it is asked; one that just woke up is not to be kept waiting
            if (_commands.Length == 1 || command != _commands[^1])
                yield return new PauseStep(_pause);
        }
    }
}
