using System.Text.Json.Serialization;
using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard;
using ModemActors.Service.Events;
using ModemActors.Service.Http.Access;
using ModemActors.Service.Http.Description;
using ModemActors.Service.Metrics;
using ModemActors.Service.Views;

namespace ModemActors.Service.Http;

/// <summary>The HTTP API: what stands around every endpoint, and the endpoints. Errors are RFC 9457 problems.</summary>
internal static class ModemActorsEndpoints
{
    /// <summary>A request has one message; the longest one of 255 parts takes far less.</summary>
    public const long LongestBody = 1024 * 1024;

    public static void AddModemActorsHttp(this WebApplicationBuilder builder, ServiceConfiguration configuration)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ApiKeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyRing>());
        services.AddSingleton<LoginRate>();
        services.AddMetricsReading();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = Json.Options.PropertyNamingPolicy;
            json.SerializerOptions.Encoder = Json.Options.Encoder;
            foreach (var converter in Json.Options.Converters)
                json.SerializerOptions.Converters.Add(converter);

            // else every number is described as perhaps a text
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        OpenApiDescription.Add(services);
        if (configuration.Service.Api.Cors.Count > 0)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. configuration.Service.Api.Cors])
                .WithMethods("GET", "POST", "PUT", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID")
                .WithExposedHeaders("Location", "Retry-After")
                .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 2_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));
        });
    }

    public static void MapModemActors(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<HttpMeter>().CountAsync);
        app.Use(ApiHeaders.AddAsync);
        app.UseExceptionHandler(Problems.Handling);
        app.UseStatusCodePages();
        if (app.Services.GetRequiredService<ServiceConfiguration>().Service.Api.Cors.Count > 0)
            app.UseCors();
        app.UseMiddleware<ApiGate>();
        LoginPages.Map(app);
        OpenApiDescription.Map(app);
        MetricsEndpoint.Map(app);
        MessageEndpoints.Map(app);
        ConversationEndpoints.Map(app);
        ContactEndpoints.Map(app);
        ModemEndpoints.Map(app);
        LeaseEndpoints.Map(app);
        HealthEndpoints.Map(app);
        app.MapDashboard();
        EventEndpoints.Map(app);
        HandlerEndpoints.Map(app);
        LogEndpoints.Map(app);
        SampleEndpoints.Map(app);
    }
}
