using ModemActors.Messages;

namespace ModemActors.Modem;

/// <summary>What news of a modem make of its status. Pure.</summary>
internal static class StatusReadings
{
    private const string NotRegistered = "not registered";

    extension(ModemStatus status)
    {
        /// <summary>True if only the network keeps it from sending, or nothing does.</summary>
        public bool IsJudgedByNetwork => status.State == ModemState.Ready
            || (status.State == ModemState.Degraded && status.LastError?.StartsWith(NotRegistered, StringComparison.Ordinal) == true);

        /// <summary>It was set up.</summary>
        public ModemStatus After(SettledModem modem, DateTimeOffset now)
        {
            var reason = modem.Problem ?? ReasonOf(modem.Network);
            return status with
            {
                Tried = true,
                State = reason is null ? ModemState.Ready : ModemState.Degraded,
                LastError = reason,
                Identity = modem.Identity,
                SignalDbm = modem.Network.SignalDbm,
                Registration = modem.Network.Registration?.ToString(),
                Operator = modem.Network.Operator,
                Smsc = modem.Smsc,
                Settings = modem.Settings,
                StorageUsed = modem.StorageUsed,
                StorageTotal = modem.StorageTotal,
                LastProofOfLife = now,
            };
        }

        /// <summary>It told how it stands in the network.</summary>
        public ModemStatus After(NetworkStatus network, DateTimeOffset now)
        {
            var (judged, reason) = (status.IsJudgedByNetwork, ReasonOf(network));
            return status with
            {
                State = !judged ? status.State : reason is null ? ModemState.Ready : ModemState.Degraded,
                LastError = judged ? reason : status.LastError,
                SignalDbm = network.SignalDbm,
                Registration = network.Registration?.ToString(),
                Operator = network.Operator ?? status.Operator,
                LastProofOfLife = now,
            };
        }
    }

    private static string? ReasonOf(NetworkStatus network) => network.MaySend ? null : $"{NotRegistered} in the network ({network.Registration})";
}
