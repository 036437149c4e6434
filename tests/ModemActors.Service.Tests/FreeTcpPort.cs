using System.Net;
using System.Net.Sockets;

namespace ModemActors.Service.Tests;

/// <summary>A port that nobody listens on.</summary>
internal static class FreeTcpPort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
