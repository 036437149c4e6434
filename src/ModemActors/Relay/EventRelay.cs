using Akka.Actor;
using ModemActors.Settings;
using ModemActors.Storage.Journal;

namespace ModemActors.Relay;

/// <summary>
/// Brings events to those who want them: one child for each handler, each with a queue of its own in the store. Supervised by the user guardian; its death
/// loses nothing that is in the journal.
/// </summary>
internal sealed class EventRelay : ReceiveActor
{
    public static Props Create(ModemActorsSettings settings, IEventJournal journal, TimeProvider clock) =>
        Props.Create(() => new EventRelay(settings, journal, clock));

    private readonly IEventJournal _journal;
    private readonly TimeProvider _clock;

    public EventRelay(ModemActorsSettings settings, IEventJournal journal, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_journal, _clock) = (journal, clock);
    }

    protected override void PreStart() => Context.ActorOf(EventScribe.Create(_journal, _clock), "scribe");
}
