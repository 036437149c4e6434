using ModemActors.Service.Configuration;
using ModemActors.Service.Logging;
using ModemActors.Service.Upkeep;

namespace ModemActors.Service.Operations;

/// <summary>What a service does for those who look after it.</summary>
internal static class OperationsExtensions
{
    public static void AddOperations(this IServiceCollection services, ServiceConfiguration configuration, LogLevelControl level)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(level);
        services.AddSingleton(configuration.Service.Retention);
        services.AddSingleton(provider => new ServiceNotification(
            Environment.GetEnvironmentVariable, Environment.ProcessId, provider.GetRequiredService<ILogger<ServiceNotification>>()));
        services.AddHostedService<SignsOfLife>();
        services.AddHostedService<Sampling>();
        services.AddHostedService<BackupSchedule>();
    }
}
