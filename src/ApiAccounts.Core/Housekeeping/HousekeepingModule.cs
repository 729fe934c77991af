namespace ApiAccounts.Core.Housekeeping;

internal static class HousekeepingModule
{
    public static IServiceCollection AddHousekeeping(this IServiceCollection services)
    {
        services.AddSingleton<PurgeChanges>();
        services.AddSingleton<PurgeIdempotentRequests>();
        services.AddSingleton<PurgeInvitations>();
        services.AddSingleton<PurgeMailTallies>();
        services.AddSingleton<PurgeMarkers>();
        services.AddSingleton<PurgeOperator>();
        services.AddSingleton<PurgeOrphans>();
        services.AddSingleton<PurgeSignInTallies>();
        services.AddSingleton<WarnOfExpiry>();
        return services;
    }
}
