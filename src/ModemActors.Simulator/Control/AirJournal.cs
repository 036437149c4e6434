using System.Text.Json;

namespace ModemActors.Simulator;

/// <summary>Writes what goes on air into a file, one JSON object per line, as it happens.</summary>
internal sealed class AirJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer;
    private readonly Air _air;
    private bool _isClosed;

    public AirJournal(string path, Air air)
    {
        _writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        _air = air;
        air.MessageSent += WriteSent;
        air.MessageDelivered += WriteDelivered;
    }

    public void Dispose()
    {
        _air.MessageSent -= WriteSent;
        _air.MessageDelivered -= WriteDelivered;
        lock (_lock)
        {
            _isClosed = true;
            _writer.Dispose();
        }
    }

    private void WriteSent(AirMessage message) => Write(JsonSerializer.Serialize(new { Event = "sent", Message = message }, ControlJson.Options));

    private void WriteDelivered(AirDelivery delivery) =>
        Write(JsonSerializer.Serialize(new { Event = "delivered", Delivery = delivery }, ControlJson.Options));

    private void Write(string line)
    {
        lock (_lock)
        {
            if (!_isClosed) _writer.WriteLine(line);
        }
    }
}
