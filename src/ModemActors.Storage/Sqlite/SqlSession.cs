using Microsoft.Data.Sqlite;

namespace ModemActors.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time. Parameters are <c>$1</c>, <c>$2</c> … in the order
/// given.</summary>
internal sealed class SqlSession : IDisposable
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 40).Select(number => "$" + number)];

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private SQLitePCL.sqlite3_stmt? _dataVersion;

    public SqlSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Whether a transaction is open; SQLite ends it by itself after some errors.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Whether the file that is open here is not the one any more that has its name: it was removed, moved away or replaced.</summary>
    public bool HasMoved => NativeSqlite.FileControl(_connection.Handle!, "main", NativeSqlite.HasMoved, out var moved) == 0 && moved != 0;

    /// <summary>The key of the row inserted last on this connection.</summary>
    public long LastInsertedId => SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);

    /// <summary>A number that changes when another connection wrote. Asked many times a second for as long as the program runs, so it goes
    /// past everything that ADO.NET does for a query.</summary>
    /// <exception cref="SqliteException">The file can't be read.</exception>
    public long ReadDataVersion()
    {
        if (_dataVersion is null)
            Check(SQLitePCL.raw.sqlite3_prepare_v3(
                _connection.Handle, "PRAGMA data_version", SQLitePCL.raw.SQLITE_PREPARE_PERSISTENT, out _dataVersion));
        try
        {
            var step = SQLitePCL.raw.sqlite3_step(_dataVersion);
            if (step != SQLitePCL.raw.SQLITE_ROW)
                Check(step);
            return SQLitePCL.raw.sqlite3_column_int64(_dataVersion, 0);
        }
        finally
        {
            // says again what the step said
            _ = SQLitePCL.raw.sqlite3_reset(_dataVersion);
        }
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Command(sql, arguments).ExecuteNonQuery();

    /// <summary>The rows of a query.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Command(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row of a query; the default if there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Command(sql, arguments).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    /// <summary>The first column of the first row; null if there is none or it is NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments) => Command(sql, arguments).ExecuteScalar() switch
    {
        DBNull => null,
        var value => value,
    };

    /// <summary>Several statements, not kept prepared.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _dataVersion?.Dispose();
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < arguments.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = Names[i] });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
            Bind(command.Parameters[i], arguments[i]);
        return command;
    }

    private static void Bind(SqliteParameter parameter, object? argument)
    {
        (SqliteType Type, object Value) bound = argument switch
        {
            null => (SqliteType.Text, DBNull.Value),
            string text => (SqliteType.Text, text),
            bool flag => (SqliteType.Integer, flag ? 1L : 0L),
            int number => (SqliteType.Integer, (long)number),
            long number => (SqliteType.Integer, number),
            double number => (SqliteType.Real, number),
            byte[] octets => (SqliteType.Blob, octets),
            DateTimeOffset time => (SqliteType.Text, SqlTime.ToText(time)),
            _ => throw new ArgumentException($"a {argument.GetType().Name} can't be stored", nameof(argument)),
        };
        (parameter.SqliteType, parameter.Value) = bound;
    }
}
