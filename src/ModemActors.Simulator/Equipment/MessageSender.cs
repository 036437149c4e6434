using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>Puts messages on the air, one TP-MR after the other.</summary>
internal sealed class MessageSender(SimulatedModem modem)
{
    private const int NoNetworkService = 331;
    private byte _nextReference;

    /// <summary>Sends for <paramref name="call"/>; <paramref name="sent"/> hears the reference when the air has the message.</summary>
    public Outcome Send(CommandCall call, SubmitFrame submit, Action<byte> sent)
    {
        if (!modem.IsRegistered) return Outcome.Cms(NoNetworkService);
        var turn = modem.Faults.OnSend(submit);
        if (turn.Error is { } error && !turn.GoesOnAir) return Later(turn, () => Outcome.Verbatim(error));
        return Outcome.After(modem.Options.SendLatency, () =>
        {
            if (!modem.IsRegistered) return Outcome.Cms(NoNetworkService);
            var reference = _nextReference++;
            if (turn.GoesOnAir)
            {
                modem.Air.Carry(modem, submit, reference, turn);
                sent(reference);
            }
            if (turn.AnswerIsLost) return Outcome.Silence;
            return Later(turn, () => Answer(call, turn, reference));
        });
    }

    private static Outcome Answer(CommandCall call, SendTurn turn, byte reference)
    {
        if (turn.Error is { } error) return Outcome.Verbatim(error);
        if (turn.HidesReference) return Outcome.Ok;
        return call.Say(string.Create(CultureInfo.InvariantCulture, $"{call.Name}: {reference}"));
    }

    private static Outcome Later(SendTurn turn, Func<Outcome> then) => turn.AnswerDelay > TimeSpan.Zero ? Outcome.After(turn.AnswerDelay, then) : then();
}
