namespace ModemActors.Protocol.At;

/// <summary>What a command brought: a value or the reason why there is none.</summary>
/// <typeparam name="T">The value's type; <see cref="Nothing"/> for commands that only succeed or fail.</typeparam>
public readonly record struct AtResult<T>
{
    private readonly T _value;

    internal AtResult(T value, AtFailure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>True if there is a value.</summary>
    public bool IsOk => Failure is null;

    /// <summary>Why there is no value; null if there is one.</summary>
    public AtFailure? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says why.</exception>
    public T Value => Failure is null ? _value : throw new InvalidOperationException($"The command brought no value: {Failure.Reason}");

    /// <summary>A value.</summary>
    public static implicit operator AtResult<T>(T value) => new(value, null);

    /// <summary>A reason.</summary>
    public static implicit operator AtResult<T>(AtFailure failure) => new(default!, failure);
}

/// <summary>Makes results, also of interface types, which do not convert by themselves.</summary>
public static class AtResult
{
    /// <summary>A value.</summary>
    public static AtResult<T> Of<T>(T value) => new(value, null);
}

/// <summary>Why a command brought no value.</summary>
/// <param name="Nature">What that means for the next attempt.</param>
/// <param name="Reason">One sentence for a person.</param>
/// <param name="Final">The final result code; null if the modem said OK but its answer could not be understood.</param>
public sealed record AtFailure(ErrorNature Nature, string Reason, FinalResultCode? Final);

/// <summary>The value of commands that only succeed or fail.</summary>
public readonly record struct Nothing;
