namespace ApiAccounts.Core.Reports;

internal static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReadAudit>();
        services.AddSingleton<ReadErrorStats>();
        services.AddSingleton<ReadOperatorUsage>();
        services.AddSingleton<ReadSummary>();
        services.AddSingleton<ReadUsageStats>();
        return services;
    }
}
