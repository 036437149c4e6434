using ModemActors.Inbox;

namespace ModemActors.Tests.Inbox;

public sealed class StubbornSlotsSpecs
{
    private static readonly SlotToDelete s_slot = new(1, "AA");

    private readonly StubbornSlots _slots = new();

    [Fact]
    public void A_slot_is_tried_three_times_and_the_last_time_is_told()
    {
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(_ => _slots.Tried(s_slot)));
        Assert.False(_slots.MayTry(s_slot));
        Assert.True(_slots.MayTry(new SlotToDelete(1, "BB")));
    }

    [Fact]
    public void What_is_gone_is_forgotten_and_what_is_there_is_not()
    {
        var stays = new SlotToDelete(2, "BB");
        for (var i = 0; i < 3; i++)
        {
            _slots.Tried(s_slot);
            _slots.Tried(stays);
        }

        _slots.KeepOnly(new HashSet<SlotToDelete> { stays });

        Assert.True(_slots.MayTry(s_slot));
        Assert.False(_slots.MayTry(stays));
    }
}
