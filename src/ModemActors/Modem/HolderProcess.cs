using System.Diagnostics;

namespace ModemActors.Modem;

/// <summary>A process that holds a lease, told from a later one of the same number by when it started.</summary>
/// <param name="Id">Its number.</param>
/// <param name="StartedAt">Null = the system does not say.</param>
internal sealed record HolderProcess(int Id, DateTime? StartedAt)
{
    /// <summary>The process of that number that runs now; null = there is none.</summary>
    public static HolderProcess? Find(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new HolderProcess(id, StartOf(process));
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool IsGone => Find(Id) is not { } now || now.StartedAt != StartedAt;

    private static DateTime? StartOf(Process process)
    {
        try
        {
            return process.StartTime;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
