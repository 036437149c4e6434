namespace Akka.Actor;

/// <summary>Base of every exception that the library defines.</summary>
public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Same as <see cref="Exception.InnerException"/>.</summary>
    protected Exception Cause => InnerException;
}
