namespace ModemActors.Service.Verbs;

/// <summary>A verb could not do what it was asked; the message is one line that says what and what to do.</summary>
internal sealed class VerbException(string message, Exception? cause = null) : Exception(message, cause);
