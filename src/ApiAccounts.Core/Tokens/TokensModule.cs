using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Tokens;

internal static class TokensModule
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSettings<TokensOptions, TokensOptionsValidator>(TokensOptions.Section);
        services.AddSettings<ConsoleOptions, ConsoleOptionsValidator>(ConsoleOptions.Section);

        services.AddSingleton<CheckKeys>();
        services.AddSingleton<ISessionStore, AnnouncingSessionStore>();

        services.AddSingleton<BeginSession>();
        services.AddSingleton<IssueTokens>();
        services.AddSingleton<TokenSigner>();
        return services;
    }
}
