using System.Runtime.CompilerServices;
using System.Text;

namespace ModemActors.Service.Logging;

/// <summary>Reads the rolling files while the service writes them.</summary>
internal sealed class LogFiles(string directory)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    /// <summary>Oldest first: by day, then by number within the day.</summary>
    public IReadOnlyList<string> List() => !Directory.Exists(directory) ? [] :
    [
        .. Directory.EnumerateFiles(directory, ServiceLog.FilePrefix + "*.log")
            .OrderBy(file => SortKey(Path.GetFileNameWithoutExtension(file)),
            StringComparer.Ordinal),
    ];

    /// <summary>The newest entries that are <paramref name="wanted"/>, oldest first, and where the newest file was left, so that
    /// <see cref="FollowAsync"/> goes on there.</summary>
    public (IReadOnlyList<LogEntry> Entries, Place Place) Last(int count, Func<LogEntry, bool> wanted)
    {
        var files = List();
        var found = new LinkedList<LogEntry>();
        var place = new Place(files.Count > 0 ? files[^1] : null, 0);
        foreach (var file in files.Reverse())
        {
            var (entries, end) = ReadAll(file);
            if (file == place.File)
                place = place with { Offset = end };
            foreach (var entry in entries.AsEnumerable().Reverse().Where(wanted))
            {
                if (found.Count == count)
                    return ([.. found], place);
                found.AddFirst(entry);
            }

            if (found.Count == count)
                break;
        }

        return ([.. found], place);
    }

    /// <summary>Entries as they come, from <paramref name="place"/> on, into whatever file they come.</summary>
    public async IAsyncEnumerable<LogEntry> FollowAsync(Place place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        LogEntry? open = null;
        var quiet = false;
        while (true)
        {
            // looked for before reading: what is written to the old file until the new one begins is read first
            var next = NextAfter(place.File);
            var lines = place.File is null ? [] : ReadLines(place.File, place.Offset, out place);
            foreach (var line in lines)
            {
                var begun = LogEntry.Begin(line);
                if (begun is not null && open is not null)
                    yield return open;
                open = begun ?? open?.With(line);
            }

            // the rest of an exception is there at once, if there is one
            if (lines.Count == 0 && quiet && open is not null)
            {
                yield return open;
                open = null;
            }

            quiet = lines.Count == 0;
            if (quiet && next is not null)
                place = new Place(next, 0);
            else if (quiet)
                await Task.Delay(s_look, cancellation).ConfigureAwait(false);
        }
    }

    private string? NextAfter(string? file) => file is null
        ? List() is [var first, ..] ? first : null
        : List().FirstOrDefault(other => string.CompareOrdinal(
            SortKey(Path.GetFileNameWithoutExtension(other)), SortKey(Path.GetFileNameWithoutExtension(file))) > 0);

    private static (List<LogEntry> Entries, long End) ReadAll(string file)
    {
        var entries = new List<LogEntry>();
        var lines = ReadLines(file, 0, out var place);
        foreach (var line in lines)
        {
            if (LogEntry.Begin(line) is { } entry)
                entries.Add(entry);
            else if (entries.Count > 0)
                entries[^1] = entries[^1].With(line);
        }

        return (entries, place.Offset);
    }

    /// <summary>Whole lines only: the end of the last one may still be on its way.</summary>
    private static List<string> ReadLines(string file, long offset, out Place place)
    {
        place = new Place(file, offset);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length <= offset)
                return [];
            stream.Position = offset;
            var octets = new byte[stream.Length - offset];
            var count = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            var end = Array.LastIndexOf(octets, (byte)'\n', count - 1);
            if (end < 0)
                return [];
            place = new Place(file, offset + end + 1);
            return [.. Encoding.UTF8.GetString(octets, 0, end).TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r'))];
        }
        catch (FileNotFoundException)
        {
            // too old, and deleted meanwhile
            return [];
        }
    }

    // modemactors-20260131 comes before modemactors-20260131_001, and _999 before _1000
    private static string SortKey(string name)
    {
        var parts = name[ServiceLog.FilePrefix.Length..].Split('_', 2);
        return $"{parts[0]}_{(parts.Length > 1 ? parts[1].PadLeft(9, '0') : "")}";
    }

    /// <summary>Where one has read to.</summary>
    /// <param name="File">The newest file; null = there was none yet.</param>
    /// <param name="Offset">Octets of it that were read.</param>
    internal sealed record Place(string? File, long Offset);
}
