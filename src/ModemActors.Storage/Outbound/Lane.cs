using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Outbound;

/// <summary>A queued message at the head of a lane.</summary>
/// <param name="Id">The message.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="PhoneNumber">For routing.</param>
internal sealed record Candidate(long Id, int Priority, string PhoneNumber)
{
    /// <summary>Whether it goes before another one.</summary>
    public bool GoesBefore(Candidate other) => Priority != other.Priority ? Priority > other.Priority : Id < other.Id;
}

/// <summary>The queued messages that are bound to one modem (or, with an empty name, to none), due ones only, in the order in which they
/// go. Read page by page from its index.</summary>
internal sealed class Lane
{
    // The indexes are named, because the planner (which may know no statistics, or another program's) prefers the index by status and sorts
    // the whole queue.
    private const string Due = "WHERE status = 'queued' AND direction = 'outbound' AND wake_at = 0 ";
    private const string InLane = Due + "AND coalesce(resume_on, modem, '') = $1 ";
    private const string ByPriority = "SELECT id, priority, phone_number FROM messages INDEXED BY messages_by_priority " + InLane;
    private const string ByAge = "SELECT id, priority, phone_number FROM messages INDEXED BY messages_by_age " + InLane;

    private readonly SqlSession _session;
    private readonly Queue<(Candidate Candidate, object? RawPriority)> _page = new();
    private int _pageSize = 4;
    private bool _exhausted;

    public Lane(SqlSession session, string modem, LanePosition? after = null)
    {
        _session = session;
        Modem = modem;
        Position = after;
    }

    /// <summary>The modem's id; empty = any modem.</summary>
    public string Modem { get; }

    /// <summary>How far it was read.</summary>
    public LanePosition? Position { get; private set; }

    /// <summary>The names of the lanes that hold anything.</summary>
    public static List<string> Names(SqlSession session)
    {
        const string Next = "(SELECT coalesce(resume_on, modem, '') FROM messages INDEXED BY messages_by_age " + Due;
        return session.All(
            $"WITH RECURSIVE lanes (name) AS (SELECT {Next} ORDER BY coalesce(resume_on, modem, '') LIMIT 1) "
            + $"UNION ALL SELECT {Next} AND coalesce(resume_on, modem, '') > lanes.name ORDER BY coalesce(resume_on, modem, '') LIMIT 1) "
            + "FROM lanes WHERE lanes.name IS NOT NULL) "
            + "SELECT name FROM lanes WHERE name IS NOT NULL",
            reader => MessageRow.Text(reader, 0)!);
    }

    /// <summary>The next one; null at the end.</summary>
    public Candidate? Peek()
    {
        if (_page.Count == 0 && !_exhausted)
            Fill();
        return _page.TryPeek(out var head) ? head.Candidate : null;
    }

    /// <summary>Goes past the next one.</summary>
    public void Skip()
    {
        var (candidate, priority) = _page.Dequeue();
        Position = new LanePosition(priority, candidate.Id);
    }

    /// <summary>The one that waits longest, whatever its priority; null if the lane is empty.</summary>
    public Candidate? Oldest() => _session.First(ByAge + "ORDER BY id LIMIT 1", reader => Read(reader).Candidate, Modem);

    private static (Candidate Candidate, object? RawPriority) Read(Microsoft.Data.Sqlite.SqliteDataReader reader)
    {
        // Another program may have put a text or NULL there; the index sorts by what is there.
        var raw = reader.IsDBNull(1) ? null : reader.GetValue(1);
        return (new Candidate(reader.GetInt64(0), MessageRow.Number(reader, 1) ?? 0, MessageRow.Text(reader, 2) ?? ""), raw);
    }

    private void Fill()
    {
        var rows = Position switch
        {
            null => _session.All(ByPriority + "ORDER BY priority DESC, id LIMIT $2", Read, Modem, _pageSize),
            { Priority: null } position => Unprioritized(position.Id),
            { Priority: { } priority } position => Following(priority, position.Id),
        };
        foreach (var row in rows)
            _page.Enqueue(row);
        _exhausted = rows.Count == 0;
        _pageSize = Math.Min(_pageSize * 4, 256);
    }

    // The rest of the same priority first, then everything below: a range of the index each.
    private List<(Candidate Candidate, object? RawPriority)> Following(object priority, long id)
    {
        var rows = _session.All(ByPriority + "AND priority = $2 AND id > $3 ORDER BY id LIMIT $4", Read, Modem, priority, id, _pageSize);
        if (rows.Count == 0)
            rows = _session.All(ByPriority + "AND priority < $2 ORDER BY priority DESC, id LIMIT $3", Read, Modem, priority, _pageSize);
        return rows.Count > 0 ? rows : Unprioritized(after: 0);
    }

    private List<(Candidate Candidate, object? RawPriority)> Unprioritized(long after) =>
        _session.All(ByPriority + "AND priority IS NULL AND id > $2 ORDER BY id LIMIT $3", Read, Modem, after, _pageSize);
}

/// <summary>A place in a lane: everything up to it was looked at.</summary>
/// <param name="Priority">As it stands in the database.</param>
/// <param name="Id">The message.</param>
internal sealed record LanePosition(object? Priority, long Id);
