using System.Text.RegularExpressions;
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
            if (copies.Length > 1)
                yield return $"part {part} of {token} went on air {copies.Length} times: {string.Join(", ", copies.Select(copy => $"{copy.Modem} at {copy.At:mm:ss.fff}"))}; {Timeline(run, token)}";
        }

        var parts = run.Store.Rows("SELECT message_id, number, state, sent_at FROM message_parts").ToLookup(row => (long)row[0]!);
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

        // what went on air for one of our modems, whole
        var numbers = run.Modems.Select(modem => modem.Options.Number).ToHashSet();
        var arrived = run.Air.Record.Where(message => numbers.Contains(message.To) && message.Text is not null)
            .GroupBy(message => TokenOf(message.Text!)).Where(group => group.Select(message => message.Part).Distinct().Count() == group.First().Total)
            .Select(group => group.Key).ToHashSet();
        foreach (var row in run.Store.Rows("SELECT content FROM messages WHERE direction = 'outbound'").Select(row => (string)row[0]!))
        {
            if (counts.GetValueOrDefault(row) != (arrived.Contains(TokenOf(row)) ? 1 : 0))
                yield return $"{TokenOf(row)} came in {counts.GetValueOrDefault(row)} times, {(arrived.Contains(TokenOf(row)) ? "once" : "not")} expected";
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

    private static string TokenOf(string text) => Token().Match(text) is { Success: true } match ? match.Value : text;

    private static string Timeline(ProofRun run, string token) => string.Join(", ", run.Store.Rows(
        "SELECT e.at || ' ' || e.status || coalesce(' (' || e.detail || ')', '') FROM message_events e JOIN messages m ON m.id = e.message_id "
        + "WHERE m.direction = 'outbound' AND m.content LIKE '%' || $token || '%' ORDER BY e.id", ("$token", token)).Select(row => row[0]));

    [GeneratedRegex("[io][0-9]+~")]
    private static partial Regex Token();
}
