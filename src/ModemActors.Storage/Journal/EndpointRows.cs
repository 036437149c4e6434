using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Journal;

/// <summary>The table <c>endpoints</c>.</summary>
internal static class EndpointRows
{
    private const int EnrolledAtOnce = 1_000;

    public static IReadOnlyList<EndpointRecord> Register(SqlSession session, DateTimeOffset now, long openedAt, IReadOnlyList<EndpointDefinition> endpoints)
    {
        foreach (var endpoint in endpoints)
            Register(session, now, openedAt, endpoint);
        var names = endpoints.Select(endpoint => endpoint.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in List(session).Where(known => known.State != EndpointState.Removed && !names.Contains(known.Name)))
            SetState(session, now, gone.Name, EndpointState.Removed, "it is in the configuration no more");
        return [.. List(session).Where(known => names.Contains(known.Name))];
    }

    private static void Register(SqlSession session, DateTimeOffset now, long openedAt, EndpointDefinition endpoint)
    {
        session.Execute(
            "INSERT OR IGNORE INTO endpoints (name, kind, target, position, changed_at) VALUES ($1, $2, $3, $4, $5)",
            endpoint.Name, Word(endpoint.Kind), endpoint.Target, openedAt, now.ToUnixTimeMilliseconds());

        // One that was gone for good may be well at another address. What of its queue is gone from the journal, is gone.
        session.Execute(
            "UPDATE endpoints SET state = 'active', reason = NULL, changed_at = $1 WHERE name = $2 AND (state = 'removed' OR state = 'disabled' AND target <> $3)",
            now.ToUnixTimeMilliseconds(), endpoint.Name, endpoint.Target);
        session.Execute(
            "UPDATE endpoints SET kind = $1, target = $2 WHERE name = $3 AND (kind <> $1 OR target <> $2)", Word(endpoint.Kind), endpoint.Target, endpoint.Name);
    }

    public static IReadOnlyList<EndpointRecord> List(SqlSession session) => session.All(
        "SELECT name, kind, target, position, state, reason, changed_at, "
        + "(SELECT count(*) FROM deliveries WHERE endpoint = name AND state = 'pending'), (SELECT count(*) FROM deliveries WHERE endpoint = name AND state = 'dead') "
        + "FROM endpoints ORDER BY name",
        Read);

    public static bool SetState(SqlSession session, DateTimeOffset now, string endpoint, EndpointState state, string? reason) => session.Execute(
        "UPDATE endpoints SET state = $1, reason = $2, changed_at = $3 WHERE name = $4", Word(state), reason, now.ToUnixTimeMilliseconds(), endpoint) == 1;

    public static Enrolment Enrol(SqlSession session, string endpoint, Func<string, bool> wants)
    {
        var position = session.Scalar("SELECT position FROM endpoints WHERE name = $1", endpoint) as long?
            ?? throw new StoreException($"There is no endpoint {endpoint} on record.");
        var came = session.All(
            "SELECT id, type FROM events WHERE id > $1 ORDER BY id LIMIT $2", reader => (Id: reader.GetInt64(0), Type: reader.GetString(1)),
            position, EnrolledAtOnce);
        if (came.Count == 0)
            return new Enrolment(position, More: false, []);
        var wanted = came.FindAll(one => wants(one.Type));
        foreach (var (id, _) in wanted)
            session.Execute("INSERT OR IGNORE INTO deliveries (endpoint, event) VALUES ($1, $2)", endpoint, id);
        Advance(session, endpoint, came[^1].Id);
        return new Enrolment(came[^1].Id, came.Count == EnrolledAtOnce, wanted.ConvertAll(one => one.Type));
    }

    public static int Advance(SqlSession session, string endpoint, long position) =>
        session.Execute("UPDATE endpoints SET position = $1 WHERE name = $2 AND position < $1", position, endpoint);

    public static string Word(EndpointState state) => state.ToString().ToLowerInvariant();

    private static string Word(EndpointKind kind) => kind.ToString().ToLowerInvariant();

    private static EndpointRecord Read(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1) == "exec" ? EndpointKind.Exec : EndpointKind.Webhook,
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetString(4) switch { "disabled" => EndpointState.Disabled, "removed" => EndpointState.Removed, _ => EndpointState.Active },
        MessageRow.Text(reader, 5),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
        reader.GetInt64(7),
        reader.GetInt64(8));
}
