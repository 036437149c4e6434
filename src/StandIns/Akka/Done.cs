namespace Akka;

/// <summary>Something is done, and there is nothing more to say about it.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done() { }
}

/// <summary>The type of what is never used.</summary>
public sealed class NotUsed
{
    public static readonly NotUsed Instance = new();

    private NotUsed() { }
}
