using Microsoft.Data.Sqlite;
using ModemActors.Storage.Sqlite;

namespace ModemActors.Storage;

/// <summary>The tables <c>modem_identities</c> and <c>sim_stays</c>.</summary>
internal static class ModemIdentities
{
    private const string Columns = "modem, port, imei, iccid, usb_path, usb_interface, usb_product";

    public static bool Save(SqlSession session, StoreContext context, ModemOnRecord modem)
    {
        session.Execute(
            $"INSERT OR REPLACE INTO modem_identities (node, {Columns}, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            context.Options.Node, modem.Modem, modem.Port, modem.Imei, modem.Iccid, modem.UsbPath, modem.UsbInterface, modem.UsbProduct, context.Now);
        if (modem.Iccid is { } sim)
            Stay(session, context, modem.Modem, sim);
        return true;
    }

    public static IReadOnlyList<ModemOnRecord> List(SqlSession session, StoreContext context) =>
        session.All($"SELECT {Columns} FROM modem_identities WHERE node = $1 ORDER BY modem", Read, context.Options.Node);

    private static void Stay(SqlSession session, StoreContext context, string modem, string sim)
    {
        var now = SqlTime.ToMilliseconds(context.Now);
        var before = session.Scalar("SELECT iccid FROM sim_stays WHERE node = $1 AND modem = $2 AND until IS NULL", context.Options.Node, modem) as string;
        if (before == sim)
            return;
        session.Execute("UPDATE sim_stays SET until = $1 WHERE until IS NULL AND (iccid = $2 OR (node = $3 AND modem = $4))",
            now, sim, context.Options.Node, modem);
        session.Execute("INSERT INTO sim_stays (iccid, node, modem, since) VALUES ($1, $2, $3, $4)", sim, context.Options.Node, modem, now);
    }

    private static ModemOnRecord Read(SqliteDataReader reader) => new()
    {
        Modem = reader.GetString(0),
        Port = reader.GetString(1),
        Imei = MessageRow.Text(reader, 2),
        Iccid = MessageRow.Text(reader, 3),
        UsbPath = MessageRow.Text(reader, 4),
        UsbInterface = MessageRow.Number(reader, 5),
        UsbProduct = MessageRow.Text(reader, 6),
    };
}
