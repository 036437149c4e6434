using ModemActors.Ports;
using Serilog;

namespace ModemActors.Service.Running;

/// <summary>The access log: every taking of a port, at debug level, under a name of its own.</summary>
internal sealed class PortAccessToLog : IPortAccessLog
{
    private const string Source = "ModemActors.PortAccess";

    public void Write(PortAccess access) =>
        Log.ForContext(Serilog.Core.Constants.SourceContextPropertyName, Source).Debug("Access: {Access:l}", access.ToString());
}
