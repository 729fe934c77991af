using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Overview;

internal static class OverviewModule
{
    public static IServiceCollection AddOverview(this IServiceCollection services)
    {
        services.AddSettings<OverviewOptions, OverviewOptionsValidator>(OverviewOptions.Section);

        services.AddSingleton<OverviewCache>();
        services.AddSingleton<ReadDailyUsage>();
        services.AddSingleton<ReadOverview>();
        return services;
    }
}
