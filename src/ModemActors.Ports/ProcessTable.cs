using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>Who has which device open, as /proc tells.</summary>
internal static class ProcessTable
{
    private static readonly Lock Gate = new();
    private static DeviceUse _latest = new(long.MinValue);

    public static PortHolder? HolderOf(string devicePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(devicePath);
        if (!OperatingSystem.IsLinux())
            return null;
        var asked = Stopwatch.GetTimestamp();
        return Libc.Resolve(devicePath) is { } device && Look(asked).HolderOf(device) is { } process
            ? new PortHolder(process, NameOf(process))
            : null;
    }

    /// <summary>The process's name; its number if it has ended.</summary>
    public static string NameOf(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/comm")).TrimEnd('\n');
        }
        catch (IOException)
        {
            return "process " + process.ToString(CultureInfo.InvariantCulture);
        }
    }

    // hundreds of ports that are opened at once share one look: any that began after they asked will do
    private static DeviceUse Look(long asked)
    {
        lock (Gate)
        {
            if (_latest.Began < asked)
                _latest = Scan();
            return _latest;
        }
    }

    private static DeviceUse Scan()
    {
        var use = new DeviceUse(Stopwatch.GetTimestamp());
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
                AddDescriptors(process, folder, use);
        }

        return use;
    }

    private static void AddDescriptors(int process, string folder, DeviceUse use)
    {
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(folder + "/fd"))
            {
                if (DeviceBehind(descriptor) is { } device)
                    use.Add(process, device, device.EndsWith("/ptmx", StringComparison.Ordinal) ? SlaveOf(folder, descriptor) : null);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it has ended meanwhile, or is another user's: then only EBUSY tells
            return;
        }
    }

    private static unsafe string? DeviceBehind(string descriptor)
    {
        const int capacity = 256;
        Span<byte> path = stackalloc byte[64];
        Span<byte> target = stackalloc byte[capacity];
        if (!Encoding.UTF8.TryGetBytes(descriptor, path[..^1], out var pathLength))
            return null;
        path[pathLength] = 0;
        nint length;
        fixed (byte* from = path, to = target)
            length = Libc.ReadLink(from, to, capacity);
        return length is > 0 and < capacity && target.StartsWith("/dev/"u8) ? Encoding.UTF8.GetString(target[..(int)length]) : null;
    }

    // the other end of a pseudo-terminal says which slave is its own
    private static string? SlaveOf(string folder, string descriptor)
    {
        var text = File.ReadAllBytes($"{folder}/fdinfo/{Path.GetFileName(descriptor)}").AsSpan();
        var at = text.IndexOf("tty-index:"u8);
        if (at < 0)
            return null;
        var number = text[(at + "tty-index:".Length)..].TrimStart((byte)'\t');
        return Utf8Parser.TryParse(number, out int index, out _) ? string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{index}") : null;
    }

    private sealed class DeviceUse(long began)
    {
        private readonly HashSet<(int Process, string Device)> _open = [];
        private readonly HashSet<(int Process, string Slave)> _simulated = [];

        public long Began { get; } = began;

        public void Add(int process, string device, string? slave)
        {
            _open.Add((process, device));
            if (slave is not null)
                _simulated.Add((process, slave));
        }

        public int? HolderOf(string device)
        {
            int? first = null;
            foreach (var (process, opened) in _open)
            {
                if (opened == device && !_simulated.Contains((process, device)) && (first is null || process < first))
                    first = process;
            }

            return first;
        }
    }
}
