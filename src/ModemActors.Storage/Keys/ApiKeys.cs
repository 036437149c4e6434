using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage.Keys;

/// <summary>The table <c>api_keys</c>.</summary>
internal static class ApiKeys
{
    private const string Columns = "id, name, scope, hash, created_at, last_used_at, revoked_at";

    public static bool Add(SqlSession session, ApiKey key) => session.Execute(
        "INSERT INTO api_keys (id, name, scope, hash, created_at) SELECT $1, $2, $3, $4, $5 "
        + "WHERE NOT EXISTS (SELECT 1 FROM api_keys WHERE name = $2 AND revoked_at IS NULL)",
        key.Id, key.Name, ToText(key.Scope), key.Hash.ToArray(), SqlTime.ToMilliseconds(key.CreatedAt)) == 1;

    public static IReadOnlyList<ApiKey> List(SqlSession session) =>
        session.All($"SELECT {Columns} FROM api_keys ORDER BY created_at, id", Read);

    public static ApiKey? Revoke(SqlSession session, DateTimeOffset now, string nameOrId)
    {
        var key = session.First(
            $"SELECT {Columns} FROM api_keys WHERE revoked_at IS NULL AND (name = $1 OR id = $1) ORDER BY name = $1 DESC", Read, nameOrId);
        if (key is null)
            return null;
        session.Execute("UPDATE api_keys SET revoked_at = $2 WHERE id = $1", key.Id, SqlTime.ToMilliseconds(now));
        return key with { RevokedAt = now };
    }

    public static bool MarkUsed(SqlSession session, IReadOnlyDictionary<string, DateTimeOffset> used)
    {
        foreach (var (id, at) in used)
            session.Execute("UPDATE api_keys SET last_used_at = $2 WHERE id = $1", id, SqlTime.ToSeconds(at));
        return true;
    }

    private static string ToText(ApiScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>A scope that this program does not know may do the least.</summary>
    private static ApiScope ParseScope(string text) => text switch { "admin" => ApiScope.Admin, "send" => ApiScope.Send, _ => ApiScope.Read };

    private static ApiKey Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), ParseScope(reader.GetString(2)), (byte[])reader.GetValue(3),
        MessageRow.Time(reader, 4) ?? DateTimeOffset.UnixEpoch, MessageRow.Time(reader, 5), MessageRow.Time(reader, 6));
}
