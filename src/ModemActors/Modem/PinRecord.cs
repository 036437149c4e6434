using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModemActors.Modem;

/// <summary>
/// What became of a modem's PIN, in a small file of its own. The PIN itself is not in it, only what tells it from another: so a corrected one starts anew.
/// </summary>
internal sealed class PinRecord(string directory, string modem)
{
    private readonly string _path = Path.Combine(directory, $"pin-{modem}.json");

    /// <summary>Nothing is on record, or of another PIN: null.</summary>
    public PinFate? Read(string pin)
    {
        try
        {
            return File.Exists(_path) && JsonSerializer.Deserialize<Entry>(File.ReadAllText(_path)) is { } entry && entry.Mark == MarkOf(pin, entry.Salt)
                ? entry.Fate
                : null;
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException or FormatException)
        {
            // it cannot be told what became of it: the careful reading is that nobody knows
            return new PinFate { Unconfirmed = 1 };
        }
    }

    /// <returns>Why it could not be written; null = it is on the disk.</returns>
    public string? Write(string pin, PinFate fate)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            using (var file = new FileStream(_path + ".new", FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, new Entry(salt, MarkOf(pin, salt), fate));
                file.Flush(flushToDisk: true);
            }

            File.Move(_path + ".new", _path, overwrite: true);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return cause.Message;
        }
    }

    /// <summary>Slow on purpose: a PIN has few digits.</summary>
    private static string MarkOf(string pin, string salt) => Convert.ToBase64String(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(pin), Convert.FromBase64String(salt), 100_000, HashAlgorithmName.SHA256, 16));

    private sealed record Entry(string Salt, string Mark, PinFate Fate);
}
