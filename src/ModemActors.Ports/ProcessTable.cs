namespace ModemActors.Ports;

/// <summary>Who has which device open, as /proc tells.</summary>
internal static class ProcessTable
{
    public static PortHolder? HolderOf(string devicePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(devicePath);
        return null;
    }
}
