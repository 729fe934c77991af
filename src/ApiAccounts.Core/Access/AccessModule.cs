using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Access;

internal static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSettings<SecretsOptions, SecretsOptionsValidator>(SecretsOptions.Section);

        services.AddSingleton<SecretHasher>();
        return services;
    }
}
