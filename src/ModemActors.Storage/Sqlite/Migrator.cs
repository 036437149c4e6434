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
        if (Version(session, file) == Newest)
            return;
        // Renaming and dropping the old table must leave other people's views and triggers that name it alone.
        session.Script("PRAGMA legacy_alter_table = ON");
        foreach (var migration in Known.Value)
            Apply(session, file, migration, time);
        session.Script("PRAGMA legacy_alter_table = OFF");
    }

    private static void Apply(SqlSession session, StoreFile file, Migration migration, TimeProvider time)
    {
        session.Script("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been quicker.
            if (Version(session, file) < migration.Version)
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

    private static long Version(SqlSession session, StoreFile file)
    {
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") is null)
            return 0;
        var version = session.Scalar("SELECT max(version) FROM schema_version") as long? ?? 0;
        return version <= Newest
            ? version
            : throw new StoreException(
            $"Store {file.Path} has schema {version}, written by a newer ModemActors; this one knows schemas up to {Newest}. Update this "
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
