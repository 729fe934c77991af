namespace ApiAccounts.Core.Deadlines;

internal static class DeadlinesModule
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<ExpiryDeadlines>();
        return services;
    }
}
