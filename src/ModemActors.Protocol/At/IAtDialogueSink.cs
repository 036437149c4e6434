namespace ModemActors.Protocol.At;

/// <summary>Who hears what an <see cref="AtDialogue"/> found. Called from inside <see cref="AtDialogue.Receive"/> and
/// <see cref="AtDialogue.Abandon"/>;
/// the next command may be begun from inside <see cref="OnCompleted"/>.</summary>
public interface IAtDialogueSink
{
    /// <summary>The modem waits for the body: write it now, whole, without adding anything.</summary>
    /// <param name="bodyWithCtrlZ">The body and the Ctrl-Z that ends it.</param>
    void OnPrompt(ReadOnlyMemory<byte> bodyWithCtrlZ);

    /// <summary>The modem said something that nobody asked for.</summary>
    void OnUnsolicited(UnsolicitedCode code);

    /// <summary>The command ended; the dialogue is idle again.</summary>
    void OnCompleted(AtCommand command, AtResponse response);

    /// <summary>A line that belongs to nothing known: an answer to a command abandoned before, noise, or a code missing in the
    /// table.</summary>
    /// <param name="line">The line; one that exceeded the bound is cut and says so.</param>
    void OnStrayLine(string line);
}
