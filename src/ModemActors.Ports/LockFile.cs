using System.Globalization;
using System.Text;
using ModemActors.Ports.Posix;

namespace ModemActors.Ports;

/// <summary>
/// A lock file in the UUCP form (Filesystem Hierarchy Standard 3.0 §5.9: the process id in ten characters, padded with spaces, and a line
/// feed). Appears whole or not at all; one that was left by a process that is dead is taken over.
/// </summary>
internal sealed class LockFile : IDisposable
{
    private const int Attempts = 8;

    private static readonly string[] Customary = ["/var/lock", "/run/lock"];
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Held = [];

    private readonly string _path;

    private LockFile(string path) => _path = path;

    /// <summary>The file for a port: the configured path, or <c>LCK..ttyUSB2</c> in it if it is a folder.</summary>
    public static string PathFor(string configured, string portName) =>
        configured.EndsWith('/') || Directory.Exists(configured)
            ? Path.Combine(configured, "LCK.." + Path.GetFileName(portName))
            : configured;

    /// <summary>Refuses a port that another living process has locked in one of the folders where programs lock serial ports (FHS 3.0
    /// §5.9).</summary>
    /// <exception cref="PortException"><see cref="PortFault.LockedByOther"/>.</exception>
    public static void CheckCustomary(string portName, IReadOnlyList<string>? folders = null)
    {
        if (!portName.StartsWith("/dev/tty", StringComparison.Ordinal))
            return;
        foreach (var path in (folders ?? Customary).Select(folder => Path.Combine(folder, "LCK.." + Path.GetFileName(portName))))
        {
            if (File.Exists(path) && Read(path) is { Owner: { } owner } content && owner != Environment.ProcessId && !IsStale(content))
                throw Locked(path, portName, owner);
        }
    }

    /// <exception cref="PortException"><see cref="PortFault.LockedByOther"/>, <see cref="PortFault.AccessDenied"/>.</exception>
    public static LockFile Take(string path, string portName)
    {
        path = Path.GetFullPath(path);
        lock (Gate)
        {
            if (Held.Contains(path))
                throw Locked(path, portName, Environment.ProcessId);
            try
            {
                Create(path, portName);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException or IOException and not PortException)
            {
                throw new PortException(
                    PortFault.AccessDenied,
                    $"the lock file {path} of {portName} cannot be written ({e.Message}); correct lock-file or the folder's rights",
                    null,
                    e);
            }

            Held.Add(path);
            return new LockFile(path);
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            // somebody may have taken it over by force; then it is theirs
            if (Held.Remove(_path) && Read(_path) is { Owner: { } owner } && owner == Environment.ProcessId)
                File.Delete(_path);
        }
    }

    private static void Create(string path, string portName)
    {
        var draft = DraftBeside(path);
        File.WriteAllText(draft, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId,10}\n"), Encoding.ASCII);
        try
        {
            for (var i = 0; i < Attempts; i++)
            {
                if (TryPlace(draft, path))
                    return;
                if (Read(path) is { } content && !IsStale(content))
                    throw Locked(path, portName, content.Owner);
                RemoveStale(path);
            }
        }
        finally
        {
            File.Delete(draft);
        }

        throw Locked(path, portName, Read(path)?.Owner);
    }

    private static bool TryPlace(string draft, string path)
    {
        if (OperatingSystem.IsLinux())
            return Libc.Link(draft, path) == 0 ? true : Errno.Last == Errno.Exists ? false : throw Errno.Exception(Errno.Last, path);
        if (File.Exists(path))
            return false;
        File.Move(draft, path);
        return true;
    }

    // moved aside and read again: between reading and removing, another process may have taken it over
    private static void RemoveStale(string path)
    {
        var aside = DraftBeside(path);
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return;
        }

        if (Read(aside) is { } content && !IsStale(content))
            TryPlace(aside, path);
        File.Delete(aside);
    }

    private static string DraftBeside(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}");

    // our own number without being held by us: left by a predecessor with the same number, as in every container
    private static bool IsStale(Content content) =>
        content.Owner is { } owner && (owner == Environment.ProcessId || !IsAlive(owner));

    private static bool IsAlive(int process) => OperatingSystem.IsLinux()
        ? Libc.Kill(process, 0) == 0 || Errno.Last != Errno.NoProcess
        : Array.Exists(System.Diagnostics.Process.GetProcesses(), each => each.Id == process);

    /// <summary>Null if there is no file; no owner if it names none, which is somebody's lock all the same.</summary>
    private static Content? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        var word = Encoding.ASCII.GetString(bytes).Trim().Split(' ', '\n')[0];
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && owner > 0)
            return new(owner);
        return bytes.Length == sizeof(int) && BitConverter.ToInt32(bytes) is > 0 and var binary ? new Content(binary) : new Content(null);
    }

    private static PortException Locked(string path, string portName, int? owner)
    {
        var holder = owner is { } process ? new PortHolder(process, ProcessTable.NameOf(process)) : null;
        var message = holder is null
            ? $"{portName} is locked by the file {path}, which names no process; remove it if nobody uses the port"
            : $"{portName} is locked by {holder} with the file {path}; stop it or wait until it is done";
        return new PortException(PortFault.LockedByOther, message, holder);
    }

    private readonly record struct Content(int? Owner);
}
