using System.Reflection;

namespace ModemActors.Storage.Sqlite;

/// <summary>Brings a file to this program's schema: the numbered scripts of Migrations/, each in one transaction, so that a crash leaves
/// the schema before or after it.</summary>
internal static class Migrator
{
    private const string CreateVersionTable =
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)";

    private static readonly Lazy<IReadOnlyList<Migration>> Known = new(Load);

    /// <summary>The newest schema that this program knows.</summary>
    public static int Newest => Known.Value[^1].Version;

    /// <summary>Migrates if need be; a file that is up to date is only read.</summary>
    /// <exception cref="StoreException">A newer program wrote the file.</exception>
    public static void Run(SqlSession session, StoreFile file, TimeProvider time)
    {
        if (Missing(session, file).Count == 0)
            return;
        // Renaming and dropping the old table must leave other people's views and triggers that name it alone.
        session.Script("PRAGMA legacy_alter_table = ON");
        foreach (var migration in Missing(session, file))
            Apply(session, file, migration, time);
        session.Script("PRAGMA legacy_alter_table = OFF");
    }

    private static void Apply(SqlSession session, StoreFile file, Migration migration, TimeProvider time)
    {
        session.Script("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been quicker.
            if (Missing(session, file).Contains(migration))
            {
                session.Script(CreateVersionTable);
                if (migration.Version == 1)
                    Adoption.Run(session, file, () => session.Script(migration.Script));
                else
                    session.Script(migration.Script);
                session.Execute("INSERT INTO schema_version (version, name, applied_at) VALUES ($1, $2, $3)", migration.Version,
                    migration.Name, time.GetUtcNow());
            }

            session.Script("COMMIT");
        }
        catch
        {
            if (session.InTransaction)
                session.Script("ROLLBACK");
            throw;
        }
    }

    /// <summary>What the file has not got yet, in order; also numbers below one that it has, which came later than that one.</summary>
    private static List<Migration> Missing(SqlSession session, StoreFile file)
    {
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") is null)
            return [.. Known.Value];
        var applied = session.All("SELECT version FROM schema_version", reader => reader.GetInt64(0));
        var newest = applied.DefaultIfEmpty().Max();
        return newest <= Newest
            ? [.. Known.Value.Where(migration => !applied.Contains(migration.Version))]
            : throw new StoreException(
            $"Store {file.Path} has schema {newest}, written by a newer ModemActors; this one knows schemas up to {Newest}. Update this "
            + "program, or name another file.");
    }

    private static Migration[] Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            new Migration(int.Parse(name.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture), name, Read(assembly, name)));
        return [.. migrations];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private sealed record Migration(int Version, string Name, string Script);
}
