using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Usage;

internal static class UsageModule
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddSettings<LastUsedOptions>(LastUsedOptions.Section);
        services.AddSettings<UsageOptions, UsageOptionsValidator>(UsageOptions.Section);

        services.AddSingleton<AggregateUsage>();
        services.AddSingleton<FileSpool>();
        services.AddSingleton<IUsageSpool>(provider => provider.GetRequiredService<FileSpool>());
        services.AddSingleton<QueueOutage>();
        services.AddSingleton<ReportUsage>();
        services.AddSingleton<SendSpooledUsage>();
        services.AddSingleton<UsageMetrics>();
        services.AddSingleton<UsageRecorder>();
        return services;
    }
}
