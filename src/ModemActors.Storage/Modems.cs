using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>The table <c>modems</c>.</summary>
internal static class Modems
{
    private const string Columns =
        "node, id, port, state, signal_dbm, operator, registration, storage_used, storage_total, last_error, last_error_at, imei, imsi, "
        + "iccid, number, manufacturer, model, revision, smsc, profile, updated_at, verdict, evidence, storage_full_at";

    public static int Save(SqlSession session, StoreContext context, ModemSnapshot modem) => session.Execute(
        $"INSERT OR REPLACE INTO modems ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
        + "$18, $19, $20, $21, $22, $23, $24)",
        modem.Node.Length == 0 ? context.Options.Node : modem.Node,
        modem.Id, modem.Port, modem.State, modem.SignalDbm, modem.Operator, modem.Registration, modem.StorageUsed, modem.StorageTotal,
        modem.LastError, modem.LastErrorAt, modem.Imei, modem.Imsi, modem.Iccid, modem.Number, modem.Manufacturer, modem.Model,
        modem.Revision, modem.Smsc, modem.Profile, context.Now, modem.Verdict, modem.Evidence, modem.StorageFullAt);

    public static IReadOnlyList<ModemSnapshot> List(SqlSession session) =>
        session.All($"SELECT {Columns} FROM modems ORDER BY id, node", Read);

    public static int Remove(SqlSession session, StoreContext context, IReadOnlyList<string> except)
    {
        var gone = session.All("SELECT id FROM modems WHERE node = $1", reader => reader.GetString(0), context.Options.Node)
            .Except(except, StringComparer.Ordinal).ToList();
        foreach (var id in gone)
            session.Execute("DELETE FROM modems WHERE node = $1 AND id = $2", context.Options.Node, id);
        return gone.Count;
    }

    private static ModemSnapshot Read(SqliteDataReader reader) => new()
    {
        Node = reader.GetString(0),
        Id = reader.GetString(1),
        Port = MessageRow.Text(reader, 2),
        State = reader.GetString(3),
        SignalDbm = MessageRow.Number(reader, 4),
        Operator = MessageRow.Text(reader, 5),
        Registration = MessageRow.Text(reader, 6),
        StorageUsed = MessageRow.Number(reader, 7),
        StorageTotal = MessageRow.Number(reader, 8),
        LastError = MessageRow.Text(reader, 9),
        LastErrorAt = MessageRow.Time(reader, 10),
        Imei = MessageRow.Text(reader, 11),
        Imsi = MessageRow.Text(reader, 12),
        Iccid = MessageRow.Text(reader, 13),
        Number = MessageRow.Text(reader, 14),
        Manufacturer = MessageRow.Text(reader, 15),
        Model = MessageRow.Text(reader, 16),
        Revision = MessageRow.Text(reader, 17),
        Smsc = MessageRow.Text(reader, 18),
        Profile = MessageRow.Text(reader, 19),
        UpdatedAt = MessageRow.Time(reader, 20) ?? DateTimeOffset.UnixEpoch,
        Verdict = MessageRow.Text(reader, 21),
        Evidence = MessageRow.Text(reader, 22),
        StorageFullAt = MessageRow.Time(reader, 23),
    };
}
