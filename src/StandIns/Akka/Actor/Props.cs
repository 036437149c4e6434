using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Makes actors in another way than by their constructor.</summary>
public interface IIndirectActorProducer
{
    Type ActorType { get; }
    /// <summary>A new instance, at each incarnation.</summary>
    ActorBase Produce();
    /// <summary>The incarnation is over.</summary>
    void Release(ActorBase actor);
}

/// <summary>How to make an actor. Immutable; arguments are evaluated once and used again at every restart.</summary>
public class Props : IEquatable<Props>
{
    private const string NotNew = "The create function must be a 'new T (args)' expression";
    private const string DefaultDispatcher = "akka.actor.default-dispatcher";
    private static readonly string[] PoolDispatchers =
        [DefaultDispatcher, "akka.actor.internal-dispatcher", "akka.actor.task-dispatcher", "akka.actor.default-blocking-io-dispatcher"];
    private const string DefaultMailbox = "akka.actor.default-mailbox";
    private const int NoStashCapacity = -1;

    public static readonly Props None = new(null, typeof(EmptyActor), []);

    internal static readonly Props Terminated = new(new NoMoreActors(), typeof(ActorBase), []);

    private readonly IIndirectActorProducer _producer;

    protected Props() : this(null, typeof(EmptyActor), []) { }

    public Props(Type type) : this(type, []) { }

    public Props(Type type, object[] args)
        : this(null, type ?? throw new ArgumentNullException(nameof(type), "Props must be instantiated with an actor type."), args ?? []) { }

    private Props(IIndirectActorProducer producer, Type type, object[] arguments)
    {
        if (producer is null && !typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException($"Unknown actor producer [{type.FullName}]", nameof(type));
        _producer = producer;
        Type = type;
        Arguments = arguments;
    }

    public static Props Empty => None;

    public Type Type { get; }
    public string TypeName => Type.AssemblyQualifiedName;
    public object[] Arguments { get; }
    /// <summary>Null: the actor's own strategy.</summary>
    public SupervisorStrategy SupervisorStrategy { get; private init; }
    public string Dispatcher { get; private init; } = DefaultDispatcher;
    public string Mailbox { get; private init; } = DefaultMailbox;
    internal int StashCapacity { get; private init; } = NoStashCapacity;

    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression creation)
            throw new InvalidCastException(NotNew);
        var arguments = creation.Arguments.Count == 0 ? [] : new object[creation.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Evaluate(creation.Arguments[i]);
        return new Props(null, creation.Type, arguments) { SupervisorStrategy = supervisorStrategy };
    }

    public static Props Create<TActor>(params object[] args) where TActor : ActorBase => new(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy) where TActor : ActorBase, new() =>
        new(null, typeof(TActor), []) { SupervisorStrategy = supervisorStrategy };

    public static Props Create(Type type, params object[] args) => new(type, args);

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(producer);
        return new Props(producer, producer.ActorType, args);
    }

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    public Props WithStashCapacity(int stashCapacity) => new(this) { StashCapacity = stashCapacity };

    private Props(Props other) : this(other._producer, other.Type, other.Arguments)
    {
        SupervisorStrategy = other.SupervisorStrategy;
        Dispatcher = other.Dispatcher;
        Mailbox = other.Mailbox;
        StashCapacity = other.StashCapacity;
    }

    public virtual ActorBase NewActor()
    {
        try
        {
            return _producer is null ? Constructors.Create(Type, Arguments) : _producer.Produce();
        }
        catch (Exception cause)
        {
            throw new TypeLoadException(
                $"Error while creating actor instance of type {Type} with {Arguments.Length} args: ({string.Join(",", Arguments)})", cause);
        }
    }

    /// <summary>There is one kind of mailbox and two dispatchers here; what asks for another would behave differently in silence.</summary>
    internal void CheckSupported()
    {
        if (!PoolDispatchers.Contains(Dispatcher) && Dispatcher != ActorSystemImpl.CallingThreadDispatcher)
            throw new NotSupportedException($"The Akka stand-in has no dispatcher [{Dispatcher}]");
        if (Mailbox != DefaultMailbox)
            throw new NotSupportedException($"The Akka stand-in has no mailbox [{Mailbox}]");
    }

    internal void Release(ActorBase actor) => _producer?.Release(actor);

    public bool Equals(Props other) =>
        ReferenceEquals(this, other)
        || (other is not null && Type == other.Type && ReferenceEquals(_producer, other._producer)
            && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity
            && Equals(SupervisorStrategy, other.SupervisorStrategy) && Arguments.SequenceEqual(other.Arguments));

    public override bool Equals(object obj) => Equals(obj as Props);

    public override int GetHashCode() => HashCode.Combine(Type, Dispatcher, Mailbox, Arguments.Length);

    private static object Evaluate(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo field } member:
                return field.GetValue(member.Expression is null ? null : Evaluate(member.Expression));
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert
                when convert.Type.IsAssignableFrom(convert.Operand.Type):
                return Evaluate(convert.Operand);
            default:
                return Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
        }
    }

    /// <summary>An actor that handles nothing.</summary>
    internal sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class NoMoreActors : IIndirectActorProducer
    {
        public Type ActorType => typeof(ActorBase);
        public ActorBase Produce() => throw new InvalidOperationException("This actor has been terminated");
        public void Release(ActorBase actor) { }
    }

    /// <summary>Public constructors only, by the arguments given: what the real package's activator does.</summary>
    private static class Constructors
    {
        private static readonly ConcurrentDictionary<Type, (ConstructorInvoker Invoker, int Parameters)> Single = new();

        internal static ActorBase Create(Type type, object[] arguments)
        {
            var (invoker, parameters) = Single.GetOrAdd(type, static actor => actor.GetConstructors() is [var only] && !actor.IsAbstract
                ? (ConstructorInvoker.Create(only), only.GetParameters().Length)
                : (null, -1));
            if (parameters != arguments.Length)
                return (ActorBase)Activator.CreateInstance(type, arguments);
            try
            {
                return (ActorBase)invoker.Invoke(arguments.AsSpan());
            }
            catch (Exception cause) when (cause is not TargetInvocationException)
            {
                throw new TargetInvocationException(cause);
            }
        }
    }
}
