using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>How long things are kept. Null = for ever.</summary>
public sealed record Retention
{
    /// <summary>Messages that are done, counted from their <c>timestamp</c>, and quarantined PDUs.</summary>
    public TimeSpan? Messages { get; init; }

    /// <summary>Samples of modems.</summary>
    public TimeSpan? Samples { get; init; }
}

/// <summary>What was deleted.</summary>
public sealed record RetentionReport(long Messages, long Quarantined, long Samples);

/// <summary>Finds and deletes what is older than it need be.</summary>
internal static class Removing
{
    /// <summary>Rows to a transaction: others get in between.</summary>
    public const int Batch = 500;

    private const string Done =
        "((direction = 'outbound' AND status IN ('sent', 'delivered', 'failed', 'undelivered', 'expired', 'cancelled', 'duplicate')) OR "
        + "(direction = 'inbound' AND status = 'read' AND modem_index IS NULL))";

    /// <summary>The next messages that are done, from the oldest, and whether each may go. A time that cannot be read is not old: what
    /// another
    /// program wrote in a way of its own stays.</summary>
    public static List<(long Id, bool IsOld)> Find(SqlSession session, DateTimeOffset before, long afterId) => session.All(
        $"SELECT id, timestamp FROM messages m WHERE id > $1 AND {Done} AND NOT EXISTS (SELECT 1 FROM inbound_slots s WHERE "
            + "s.message_id = m.id "
        + "AND s.state = 'present') AND (typeof(timestamp) <> 'text' OR timestamp < $2) ORDER BY id LIMIT $3",
        reader => (reader.GetInt64(0), SqlTime.Parse(reader.GetValue(1)) < before),
        // a day more: here times are compared as texts, above by what they mean
        afterId, SqlTime.ToText(before.AddDays(1)), Batch);

    /// <summary>Deletes them with everything of theirs, but for the memory of the SIM's slots: what comes to light there again is known
    /// and not new.</summary>
    public static int Delete(SqlSession session, IReadOnlyList<long> ids)
    {
        var deleted = 0;
        foreach (var id in ids)
        {
            // whoever changed its state since it was found has the last word
            var gone = session.Execute($"DELETE FROM messages WHERE id = $1 AND {Done}", id);
            if (gone == 0)
                continue;
            deleted++;
            session.Execute("DELETE FROM inbound_parts WHERE message_id = $1", id);
            session.Execute("DELETE FROM delivery_reports WHERE message_id = $1", id);
            session.Execute("DELETE FROM inbound_forwarded WHERE message_id = $1", id);
        }

        return deleted;
    }

    public static int DeleteQuarantined(SqlSession session, DateTimeOffset before) => session.Execute(
        "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE received_at < $1 LIMIT $2)", SqlTime.ToMilliseconds(before),
            Batch);
}
