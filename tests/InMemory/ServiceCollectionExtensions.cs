using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Testing.InMemory;

internal static class ServiceCollectionExtensions
{
    /// <summary>The ports in memory, for tests of the rules: nothing outlives the process.</summary>
    public static IServiceCollection AddInMemoryStorage(this IServiceCollection services)
    {
        services.AddSingleton<IChangeStore, InMemoryChangeStore>();
        services.AddSingleton<InMemoryAudit>();
        services.AddSingleton<IAuditStore>(provider => provider.GetRequiredService<InMemoryAudit>());
        services.AddSingleton<InMemoryOperatorStore>();
        services.AddSingleton<IOperatorStore>(provider => provider.GetRequiredService<InMemoryOperatorStore>());
        services.AddSingleton<IGroupStore>(provider => provider.GetRequiredService<InMemoryOperatorStore>());
        services.AddSingleton<IRoleStore>(provider => provider.GetRequiredService<InMemoryOperatorStore>());
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<InMemoryOperatorStore>());
        services.AddSingleton<InMemoryEndedOperators>();
        services.AddSingleton<IEndedOperators>(provider => provider.GetRequiredService<InMemoryEndedOperators>());
        services.AddSingleton<IDeadlineStore, InMemoryDeadlineStore>();
        services.AddSingleton<IExpiryWarnings>(provider => provider.GetRequiredService<InMemoryOperatorStore>());
        services.AddSingleton<ISignInTallyStore, InMemorySignInTallyStore>();
        services.AddSingleton<ISessionStore, InMemorySessionStore>();
        services.AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<InMemoryAudit>());
        services.AddSingleton<InMemoryApiUsers>();
        services.AddSingleton<IApiUserStore>(provider => provider.GetRequiredService<InMemoryApiUsers>());
        services.AddSingleton<ICustomServiceStore>(provider => provider.GetRequiredService<InMemoryApiUsers>().Services);
        services.AddSingleton<IOverviewStore>(provider => provider.GetRequiredService<InMemoryApiUsers>());
        services.AddSingleton<IUsageStore>(provider => provider.GetRequiredService<InMemoryApiUsers>());
        services.AddSingleton<IUsageStatsStore>(provider => provider.GetRequiredService<InMemoryApiUsers>());
        services.AddSingleton<InMemoryUsageSender>();
        services.AddSingleton<IUsageSender>(provider => provider.GetRequiredService<InMemoryUsageSender>());
        return services;
    }
}
