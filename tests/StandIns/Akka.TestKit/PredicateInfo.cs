namespace Akka.TestKit;

/// <summary>A condition on messages of one type.</summary>
public class PredicateInfo
{
    private PredicateInfo(Delegate predicate, Type type)
    {
        PredicateT = predicate;
        Type = type;
    }

    public Type Type { get; }

    public Delegate PredicateT { get; }

    public static PredicateInfo Create<T>(Predicate<T> predicateT) => new(predicateT, typeof(T));

    public override string ToString() => $"{GetType().FullName}<{Type.FullName}>";
}

public static class PredicateInfoFactory
{
    public static PredicateInfo CreatePredicateInfo<T>(this Predicate<T> predicateT) => PredicateInfo.Create(predicateT);

    /// <exception cref="ArgumentException">It does not take one argument of the type and give a bool.</exception>
    public static PredicateInfo CreatePredicateInfo<T>(this Delegate predicateT)
    {
        ArgumentNullException.ThrowIfNull(predicateT);
        return PredicateInfo.Create(predicateT.Method.CreateDelegate<Predicate<T>>(predicateT.Target));
    }
}
