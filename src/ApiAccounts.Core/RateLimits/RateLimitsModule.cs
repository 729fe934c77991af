using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.RateLimits;

internal static class RateLimitsModule
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddSettings<CustomServicesOptions, CustomServicesOptionsValidator>(CustomServicesOptions.Section);
        services.AddSettings<RateLimitsOptions, RateLimitsOptionsValidator>(RateLimitsOptions.Section);

        services.AddSingleton<LimitRequests>();
        return services;
    }
}
