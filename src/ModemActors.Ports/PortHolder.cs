namespace ModemActors.Ports;

/// <summary>The process that has a port open.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="ProcessName">Its name as <c>/proc/PID/comm</c> gives it.</param>
public sealed record PortHolder(int ProcessId, string ProcessName)
{
    /// <summary>This process.</summary>
    public static PortHolder Self { get; } = new(Environment.ProcessId, ProcessTable.NameOf(Environment.ProcessId));

    /// <summary>
    /// The process that has this device open; null if there is none, or if this user may not see it (other users' descriptors need root).
    /// The simulator at the other end of a pseudo-terminal is no holder, even if it keeps the terminal itself open.
    /// </summary>
    /// <param name="devicePath">Path of the device; symbolic links are followed.</param>
    public static PortHolder? Find(string devicePath) => ProcessTable.HolderOf(devicePath);

    /// <summary><c>gammu-smsd (pid 812)</c></summary>
    public override string ToString() => $"{ProcessName} (pid {ProcessId})";
}
