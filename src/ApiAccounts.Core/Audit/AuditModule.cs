namespace ApiAccounts.Core.Audit;

internal static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditEntries>();
        return services;
    }
}
