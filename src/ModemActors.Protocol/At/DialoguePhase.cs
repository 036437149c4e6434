namespace ModemActors.Protocol.At;

/// <summary>Where an <see cref="AtDialogue"/> stands.</summary>
public enum DialoguePhase
{
    /// <summary>No command runs.</summary>
    Idle,

    /// <summary>A command with a body was written, its prompt has not come.</summary>
    AwaitingPrompt,

    /// <summary>Everything has been handed out to be written; the final result code has not come.</summary>
    AwaitingFinal,
}
