using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Journal;

/// <summary>Forgets what is old, a stretch at a time, so that nobody waits long for the writer.</summary>
internal static class Purging
{
    private const int Stretch = 2_000;

    public static bool Purge(SqlSession session, DateTimeOffset before, DateTimeOffset deadBefore)
    {
        var forgotten = session.Execute(
            "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE state = 'done' AND last_attempt_at < $1 "
            + "OR state = 'dead' AND last_attempt_at < $2 ORDER BY id LIMIT $3)",
            before.ToUnixTimeMilliseconds(), deadBefore.ToUnixTimeMilliseconds(), Stretch);
        forgotten += session.Execute(
            "DELETE FROM deliveries WHERE id IN (SELECT d.id FROM deliveries d JOIN endpoints p ON p.name = d.endpoint "
            + "WHERE d.state = 'pending' AND p.state <> 'active' AND p.changed_at < $1 LIMIT $2)",
            before.ToUnixTimeMilliseconds(), Stretch);
        session.Execute(
            "DELETE FROM endpoints WHERE state = 'removed' AND changed_at < $1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE endpoint = name)",
            before.ToUnixTimeMilliseconds());
        var moved = MoveOn(session, before);

        // what somebody still had to get when the journal moved on, and has got since
        session.Execute(
            "DELETE FROM events WHERE id <= (SELECT purged_to FROM journal) AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event = events.id AND state <> 'done')");
        return forgotten >= Stretch || moved;
    }

    /// <summary>The newest event always stays: its number tells where the journal is.</summary>
    private static bool MoveOn(SqlSession session, DateTimeOffset before)
    {
        var purgedTo = EventRows.PurgedTo(session);
        var to = session.Scalar(
            "SELECT max(id) FROM (SELECT id, at FROM events WHERE id > $1 ORDER BY id LIMIT $2) WHERE at < $3 AND id < (SELECT max(id) FROM events)",
            purgedTo, Stretch, before.ToUnixTimeMilliseconds()) as long? ?? purgedTo;
        var needed = session.Scalar("SELECT min(position) FROM endpoints WHERE state = 'active'") as long? ?? to;
        to = Math.Min(to, needed);
        return to > purgedTo && session.Execute("UPDATE journal SET purged_to = $1", to) == 1;
    }
}
