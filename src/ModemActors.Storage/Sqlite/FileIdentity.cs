using System.Runtime.InteropServices;

namespace ModemActors.Storage.Sqlite;

/// <summary>Which file a name stands for, however it is called.</summary>
/// <param name="Device">Major and minor number of its file system.</param>
/// <param name="Inode">Its number there.</param>
internal sealed partial record FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const uint InodeMask = 0x100;

    /// <summary>Null: there is none, or this system does not tell; where it does not, a file in use can't be replaced or is told from another by SQLite.</summary>
    public static unsafe FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // struct statx: stx_ino at 32, stx_dev_major and stx_dev_minor at 136, the same on every processor
        var status = stackalloc byte[256];
        return StatX(CurrentDirectory, path, 0, InodeMask, status) == 0 ? new FileIdentity(*(ulong*)(status + 136), *(ulong*)(status + 32)) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int directory, string path, int flags, uint mask, byte* status);
}
