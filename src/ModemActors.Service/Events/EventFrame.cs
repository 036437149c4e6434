using System.Text;
using System.Text.Json;
using ModemActors.Messages;
using ModemActors.Relay;
using ModemActors.Service.Views;
using ModemActors.Storage.Journal;

namespace ModemActors.Service.Events;

/// <summary>An event as it goes over the wire (text/event-stream, WHATWG HTML §9.2).</summary>
/// <param name="Id">Its place in the journal.</param>
/// <param name="Type">What happened.</param>
/// <param name="Octets">The whole frame.</param>
internal sealed record EventFrame(long Id, string Type, byte[] Octets)
{
    /// <summary>Name of the live event that carries a modem's status; it is not in the journal.</summary>
    public const string ModemStatus = "modem.status";

    public static EventFrame Of(JournalEvent happened) => new(
        happened.Id,
        happened.Type,
        [
            .. Encoding.ASCII.GetBytes(FormattableString.Invariant($"id: {happened.Id}\nevent: {happened.Type}\ndata: ")),
            .. EventJson.Envelope(happened, named: true),
            .. "\n\n"u8,
        ]);

    public static byte[] OfStatus(ModemStatus status, DateTimeOffset at) =>
    [
        .. Encoding.ASCII.GetBytes($"event: {ModemStatus}\ndata: "),
        .. JsonSerializer.SerializeToUtf8Bytes(new { Type = ModemStatus, Timestamp = at.UtcDateTime, Data = ModemView.Of(status) }, Json.Options),
        .. "\n\n"u8,
    ];

    /// <summary>Says that we are there, and up to where everything was looked at, so that a reader who wants little does not fall behind the journal.</summary>
    public static byte[] Heartbeat(long position) => Encoding.ASCII.GetBytes(FormattableString.Invariant($": heartbeat\nid: {position}\n\n"));
}
