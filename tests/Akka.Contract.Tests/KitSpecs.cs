using Akka.Actor.Internal;

namespace Akka.Contract.Tests;

/// <summary>
/// A test kit that takes its implicit sender from a thread that leaves the test. The package leaves it there, where specs that expect a
/// thread without an actor would find it.
/// </summary>
public abstract class KitSpecs : TestKit.Xunit2.TestKit
{
    private static readonly AsyncLocal<object?> s_test = new(change =>
    {
        if (change.ThreadContextChanged && change.PreviousValue is { } left && ReferenceEquals(InternalCurrentActorCellKeeper.Current, left))
        {
            InternalCurrentActorCellKeeper.Current = null;
        }
    });

    protected KitSpecs(string config = "")
        : base(config)
    {
        s_test.Value = InternalCurrentActorCellKeeper.Current;
    }
}
