namespace ModemActors.Storage;

/// <summary>The store can't do what was asked: the message names the file, what is wrong and what to do. Nothing of what was asked is on
/// record.</summary>
public sealed class StoreException : Exception
{
    /// <summary>With the reason and where it came from.</summary>
    public StoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The record does not allow the step: the message is not in the state the step starts from, or in other hands. Nothing was
/// changed.</summary>
public sealed class StoreConflictException : Exception
{
    /// <summary>With the reason.</summary>
    public StoreConflictException(string message)
        : base(message)
    {
    }
}
