using System.Runtime.InteropServices;

namespace ModemActors.Storage.Sqlite;

/// <summary>What SQLite can do and the library around it does not offer.</summary>
internal static partial class NativeSqlite
{
    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    public const int HasMoved = 20;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileControl(SQLitePCL.sqlite3 database, string name, int operation, out int result);
}
