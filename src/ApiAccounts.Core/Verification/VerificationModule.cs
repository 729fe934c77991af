namespace ApiAccounts.Core.Verification;

internal static class VerificationModule
{
    public static IServiceCollection AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<CredentialCache>();
        services.AddSingleton<VerifyAccessToken>();
        services.AddSingleton<VerifyApiUser>();
        return services;
    }
}
