using Microsoft.Data.Sqlite;

namespace ModemActors.Scenarios.Harness;

/// <summary>The store as a script sees it: plain SQL from another process.</summary>
public sealed class ScriptStore(string path) : IDisposable
{
    private readonly SqliteConnection _connection = Open(path);

    public void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    public T Scalar<T>(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return (T)Convert.ChangeType(command.ExecuteScalar() ?? default(T)!, typeof(T), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    public IReadOnlyList<object?[]> Rows(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The four columns of SPEC.md §4: all that a script needs to know.</summary>
    public long Queue(string number, string content)
    {
        Execute(
            "INSERT INTO messages (phone_number, content, status, direction) VALUES ($number, $content, 'queued', 'outbound')",
            ("$number", number), ("$content", content));
        return Scalar<long>("SELECT last_insert_rowid()");
    }

    public string StatusOf(long id) => Scalar<string>("SELECT status FROM messages WHERE id = $id", ("$id", id));

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Default Timeout=30;Pooling=False");
        connection.Open();
        return connection;
    }
}
