using System.Text.RegularExpressions;
using ModemActors.Protocol.Sms;
using ModemActors.Simulator;

namespace ModemActors.Scenarios.Proof;

/// <summary>Compares what the air recorded with what the store says.</summary>
internal static partial class ProofVerdict
{
    private static readonly HashSet<string> s_ends = ["delivered", "undelivered", "failed", "expired", "cancelled", "duplicate"];

    /// <summary>Everything that is not as it must be, in words.</summary>
    public static IReadOnlyList<string> Find(ProofRun run) =>
        [.. Outbound(run), .. Inbound(run), .. States(run)];

    private static IEnumerable<string> Outbound(ProofRun run)
    {
        var onAir = run.Air.Record.Where(message => message.Text is not null).GroupBy(message => (Token: TokenOf(message.Text!), message.Part))
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var ((token, part), copies) in onAir)
        {
            if (copies.Length > 1 && copies.Length > 1 + ResentOpenly(run, token) + run.Faults.Lies.GetValueOrDefault(copies[0].Text!))
                yield return $"part {part} of {token} went on air {copies.Length} times: {string.Join(", ", copies.Select(copy => $"{copy.Modem} at {copy.At:mm:ss.fff}"))}; {Timeline(run, token)}";
        }

        var parts = run.Store.Rows("SELECT message_id, number, state, sent_at FROM message_parts").ToLookup(row => (long)row[0]!);
        var stored = run.Store.Rows("SELECT p.message_id, p.number FROM proof_stored p JOIN messages m ON m.id = p.message_id AND m.attempts = p.attempts")
            .Select(row => ((long)row[0]!, (long)row[1]!)).ToHashSet();
        foreach (var row in run.Store.Rows("SELECT id, content, status, parts FROM messages WHERE direction = 'outbound'"))
        {
            var (id, token, status) = ((long)row[0]!, TokenOf((string)row[1]!), (string)row[2]!);
            if (status is not ("sent" or "delivered" or "undelivered" or "indeterminate"))
                yield return $"{token} is {status}; {Timeline(run, token)}";
            foreach (var part in parts[id])
            {
                var isOnAir = onAir.ContainsKey((token, (int)(long)part[1]!));
                var state = (string)part[2]!;
                var isTrue = state switch
                {
                    "sent" or "delivered" => isOnAir,
                    "failed" => isOnAir == part[3] is not null,
                    "indeterminate" => true,
                    _ => !isOnAir,
                };
                if (state == "indeterminate" && stored.Contains((id, (long)part[1]!)))
                    yield return $"part {part[1]} of {token} is indeterminate, though it was sent from the SIM, which knows; {Timeline(run, token)}";
                if (!isTrue)
                    yield return $"part {part[1]} of {token} is {state} and is {(isOnAir ? "" : "not ")}on air; {Timeline(run, token)}";
            }
        }
    }

    private static IEnumerable<string> Inbound(ProofRun run)
    {
        var rows = run.Store.Rows("SELECT content, incomplete, kind FROM messages WHERE direction = 'inbound'")
            .Select(row => (Text: (string)row[0]!, Incomplete: (long)row[1]! != 0)).ToArray();
        var counts = rows.CountBy(row => row.Text).ToDictionary();
        foreach (var text in run.Injected.Where(text => counts.GetValueOrDefault(text) != 1))
            yield return $"{TokenOf(text)} came in {counts.GetValueOrDefault(text)} times";

        // what the network brought to one of our modems, whole; it may have lost it, or brought it twice
        var arrived = run.Air.Deliveries.Select(delivery => PduDecoder.Decode("00" + delivery.Tpdu, PduDirection.FromModem).Pdu?.Tpdu).OfType<DeliverTpdu>()
            .Where(deliver => deliver.UserData.Text is not null)
            .GroupBy(deliver => (Token: TokenOf(deliver.UserData.Text!), Sender: deliver.Originator.ToString(), deliver.UserData.Header?.Concatenation?.Reference))
            .Where(group => group.Select(PartOf).Distinct().Count() == TotalOf(group.First()))
            .GroupBy(group => group.Key.Token)
            .ToDictionary(token => token.Key, token => (Least: token.Count(), Most: token.Sum(group => group.CountBy(PartOf).Max(part => part.Value))));
        foreach (var row in run.Store.Rows("SELECT content FROM messages WHERE direction = 'outbound'").Select(row => (string)row[0]!))
        {
            var (least, most) = arrived.GetValueOrDefault(TokenOf(row));
            if (counts.GetValueOrDefault(row) is var count && (count < least || count > most))
                yield return $"{TokenOf(row)} came in {count} times, {least} to {most} expected; brought: {Brought(run, TokenOf(row))}; {Timeline(run, TokenOf(row))}";
        }

        var known = run.Store.Rows("SELECT content FROM messages WHERE direction = 'outbound'").Select(row => (string)row[0]!).Concat(run.Injected).ToHashSet();
        foreach (var (text, incomplete) in rows.Where(row => Token().IsMatch(row.Text) && (!known.Contains(row.Text) || row.Incomplete)))
            yield return $"came in damaged{(incomplete ? " (incomplete)" : "")}: {text}";
        foreach (var row in run.Store.Rows("SELECT hex, reason FROM quarantine"))
            yield return $"in quarantine: {row[0]} ({row[1]})";
    }

    private static IEnumerable<string> States(ProofRun run)
    {
        foreach (var row in run.Store.Rows("SELECT message_id, before, after FROM proof_states"))
        {
            if (s_ends.Contains((string)row[1]!))
                yield return $"message {row[0]} went from {row[1]} to {row[2]}";
        }

        if (run.Store.Scalar<string>("PRAGMA integrity_check") is not "ok" and var damage)
            yield return $"the file is damaged: {damage}";
    }

    private static string Brought(ProofRun run, string token) => string.Join(", ", run.Air.Deliveries
        .Select(delivery => (delivery, PduDecoder.Decode("00" + delivery.Tpdu, PduDirection.FromModem).Pdu?.Tpdu as DeliverTpdu))
        .Where(brought => brought.Item2?.UserData.Text is { } text && TokenOf(text) == token)
        .Select(brought => $"{brought.delivery.At:HH:mm:ss.fff} to {brought.delivery.Modem} from {brought.Item2!.Originator} part {PartOf(brought.Item2)} of {TotalOf(brought.Item2)}"));

    private static int PartOf(DeliverTpdu deliver) => deliver.UserData.Header?.Concatenation?.Number ?? 1;

    private static int TotalOf(DeliverTpdu deliver) => deliver.UserData.Header?.Concatenation?.Total ?? 1;

    /// <summary>How often a message was sent again with that on record, because <c>on-indeterminate = resend</c>.</summary>
    private static int ResentOpenly(ProofRun run, string token) => run.Store.Scalar<int>(
        "SELECT count(*) FROM message_events e JOIN messages m ON m.id = e.message_id WHERE m.direction = 'outbound' AND m.content LIKE '%' || $token || '%' "
        + "AND (e.detail LIKE '%on-indeterminate = resend%' OR e.detail LIKE 'resolved by hand%')", ("$token", token));

    private static string TokenOf(string text) => Token().Match(text) is { Success: true } match ? match.Value : text;

    private static string Timeline(ProofRun run, string token) => string.Join(", ", run.Store.Rows(
        "SELECT e.at || ' ' || e.status || coalesce(' (' || e.detail || ')', '') FROM message_events e JOIN messages m ON m.id = e.message_id "
        + "WHERE m.direction = 'outbound' AND m.content LIKE '%' || $token || '%' ORDER BY e.id", ("$token", token)).Select(row => row[0]));

    [GeneratedRegex("[io][0-9]+~")]
    private static partial Regex Token();
}
