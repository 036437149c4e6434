using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>How a modem did in one minute.</summary>
/// <param name="Modem">The modem's id.</param>
/// <param name="At">The minute's begin, UTC; seconds are cut off.</param>
/// <param name="State">The state's word, such as <c>ready</c>.</param>
/// <param name="SignalDbm">dBm; null = unknown.</param>
/// <param name="Registration">The registration's word, such as <c>home</c>; null = unknown.</param>
/// <param name="StorageUsed">Slots in use; null = unknown.</param>
/// <param name="StorageTotal">Slots there are; null = unknown.</param>
public sealed record ModemSample(
    string Modem, DateTimeOffset At, string State, int? SignalDbm, string? Registration, int? StorageUsed, int? StorageTotal)
{
    /// <summary>The node that owns the modem; empty = this store's node.</summary>
    public string Node { get; init; } = "";
}

/// <summary>Which samples.</summary>
public sealed record SampleQuery
{
    /// <summary>Of this modem; null = of all.</summary>
    public string? Modem { get; init; }

    /// <summary>From this time on, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Up to this time, UTC; null = up to the newest.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>One sample for each step of this length, 1 min or more: the step's average signal and its last state, registration and
    /// storage.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>The table <c>samples</c>.</summary>
internal static class Samples
{
    public static int Save(SqlSession session, StoreContext context, IReadOnlyList<ModemSample> samples)
    {
        foreach (var sample in samples)
        {
            session.Execute(
                "INSERT OR REPLACE INTO samples (at, modem, node, state, signal_dbm, registration, storage_used, storage_total) VALUES "
                    + "($1, $2, "
                + "$3, $4, $5, $6, $7, $8)",
                Minute(sample.At), sample.Modem, sample.Node.Length == 0 ? context.Options.Node : sample.Node, sample.State,
                    sample.SignalDbm,
                sample.Registration, sample.StorageUsed, sample.StorageTotal);
        }

        return samples.Count;
    }

    public static IReadOnlyList<ModemSample> List(SqlSession session, SampleQuery query)
    {
        var step = Math.Max(60, (long)query.Step.TotalSeconds);
        // max() stands alone among the aggregates that choose a row, so the plain columns are those of the step's last sample.
        return session.All(
            "SELECT modem, node, max(at), at / $1 * $1, state, round(avg(signal_dbm)), registration, storage_used, storage_total FROM "
                + "samples "
            + "WHERE at >= $2 AND at <= $3 AND ($4 IS NULL OR modem = $4) GROUP BY modem, node, at / $1 ORDER BY modem, node, at / $1",
            reader => new ModemSample(
                reader.GetString(0),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(3)),
                reader.GetString(4),
                reader.IsDBNull(5) ? null : (int)reader.GetDouble(5),
                MessageRow.Text(reader, 6),
                MessageRow.Number(reader, 7),
                MessageRow.Number(reader, 8))
            {
                Node = reader.GetString(1),
            },
            step,
            query.Since.ToUnixTimeSeconds(),
            query.Until?.ToUnixTimeSeconds() ?? long.MaxValue,
            query.Modem);
    }

    public static int RemoveOld(SqlSession session, DateTimeOffset before, int limit) => session.Execute(
        "DELETE FROM samples WHERE (at, modem, node) IN (SELECT at, modem, node FROM samples WHERE at < $1 ORDER BY at LIMIT $2)",
        before.ToUnixTimeSeconds(), limit);

    private static long Minute(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60 * 60;
}
