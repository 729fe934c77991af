namespace ApiAccounts.Core.OAuth;

internal static class OAuthModule
{
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddSingleton<GrantByClientCredentials>();
        services.AddSingleton<GrantByPassword>();
        services.AddSingleton<GrantByRefreshToken>();
        services.AddSingleton<GrantServiceToken>();
        services.AddSingleton<IntrospectToken>();
        services.AddSingleton<RefreshableSessions>();
        services.AddSingleton<RevokeToken>();
        return services;
    }
}
