using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Changes;

internal static class ChangesModule
{
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddSettings<VerificationOptions, VerificationOptionsValidator>(VerificationOptions.Section);

        services.AddSingleton<ChangesFeed>();
        return services;
    }
}
