using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Credentials.Unconfirmed;
using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Credentials;

internal static class CredentialsModule
{
    public static IServiceCollection AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton<IApiUserStore, AnnouncingApiUserStore>();
        services.AddSingleton<ICustomServiceStore, AnnouncingCustomServiceStore>();

        services.AddSingleton<IGainsOfRights, TellOfStoppedCredentials>();
        services.AddSingleton<UnconfirmedCredentials>();
        services.AddSingleton<ListUnconfirmedCredentials>();
        services.AddSingleton<ConfirmCredential>();

        services.AddSingleton<ApiUserBounds>();
        services.AddSingleton<ApiUserHolders>();
        services.AddSingleton<ChangeApiUser>();
        services.AddSingleton<CreateCustomService>();
        services.AddSingleton<DeleteApiUser>();
        services.AddSingleton<DeleteCustomService>();
        services.AddSingleton<GetApiUser>();
        services.AddSingleton<GetCustomService>();
        services.AddSingleton<LimitConcurrentCalls>();
        services.AddSingleton<LimitDailyCalls>();
        services.AddSingleton<ListApiUsers>();
        services.AddSingleton<ListCustomServices>();
        services.AddSingleton<RegenerateServiceSecret>();
        services.AddSingleton<RegisterApiUser>();
        services.AddSingleton<RotateApiUser>();
        services.AddSingleton<SaveApiUserChanges>();
        services.AddSingleton<SecretRotation>();
        services.AddSingleton<UpdateApiUser>();
        services.AddSingleton<UpdateCustomService>();
        return services;
    }
}
