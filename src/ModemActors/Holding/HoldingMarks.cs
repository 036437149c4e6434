using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModemActors.Holding;

/// <summary>The two commands around our holding of a port.</summary>
/// <param name="BeforeOpen">Null = none.</param>
/// <param name="AfterClose">Null = none.</param>
/// <param name="Limit">How long each may take.</param>
internal sealed record HoldingCommands(string? BeforeOpen, string? AfterClose, TimeSpan Limit);

/// <summary>
/// Marks on disk: a port is held, and after-close is due when that ends, even if we cannot run it. A file each, written before before-open is run and removed after
/// after-close was; what is found at a start was left by a process that died.
/// </summary>
internal sealed class HoldingMarks(string directory)
{
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public void Put(HoldingCommands commands)
    {
        Directory.CreateDirectory(directory);
        var (path, draft) = (PathOf(commands), PathOf(commands) + ".new");
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, commands);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    public void Remove(HoldingCommands commands) => File.Delete(PathOf(commands));

    /// <summary>What is marked as held. A mark that cannot be read is passed over: it was never whole.</summary>
    public IReadOnlyList<HoldingCommands> List()
    {
        var found = new List<HoldingCommands>();
        foreach (var path in Directory.Exists(directory) ? Directory.GetFiles(directory, "held-*.json") : [])
        {
            try
            {
                if (JsonSerializer.Deserialize<HoldingCommands>(File.ReadAllText(path)) is { } commands)
                    found.Add(commands);
            }
            catch (JsonException)
            {
                File.Delete(path);
            }
        }

        return found;
    }

    private string PathOf(HoldingCommands commands)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{commands.BeforeOpen}\n{commands.AfterClose}"));
        return Path.Combine(directory, $"held-{Convert.ToHexStringLower(name.AsSpan(0, 8))}.json");
    }
}
