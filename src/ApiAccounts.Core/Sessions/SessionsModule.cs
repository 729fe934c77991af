namespace ApiAccounts.Core.Sessions;

internal static class SessionsModule
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<AcceptInvitationInConsole>();
        services.AddSingleton<BeginConsoleSession>();
        services.AddSingleton<ChangePasswordInConsole>();
        services.AddSingleton<EndSessions>();
        services.AddSingleton<ListSessions>();
        services.AddSingleton<LivingSessions>();
        services.AddSingleton<ReadConsoleSession>();
        services.AddSingleton<SignInToConsole>();
        services.AddSingleton<VerifyConsoleSession>();
        return services;
    }
}
