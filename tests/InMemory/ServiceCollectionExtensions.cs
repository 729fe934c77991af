using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Idempotency;
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
        services.AddSingleton<InMemoryApiUsers>();
        services.AddSingleton(provider => provider.GetRequiredService<InMemoryApiUsers>().Services);
        services.AddSingleton<InMemoryAudit>();
        services.AddSingleton<InMemoryChangeStore>();
        services.AddSingleton<InMemoryDeadlineStore>();
        services.AddSingleton<InMemoryDeletedOperators>();
        services.AddSingleton<InMemoryIdempotencyStore>();
        services.AddSingleton<InMemoryKeyCheckStore>();
        services.AddSingleton<InMemoryMailTallyStore>();
        services.AddSingleton<InMemoryOperatorStore>();
        services.AddSingleton<InMemoryReportedBatchStore>();
        services.AddSingleton<InMemorySessionStore>();
        services.AddSingleton<InMemorySignInTallyStore>();
        services.AddSingleton<InMemoryUsageSender>();
        return services
            .AddUnannounced<IApiUserStore, InMemoryApiUsers>()
            .AddUnannounced<ICustomServiceStore, InMemoryCustomServices>()
            .AddUnannounced<IGroupStore, InMemoryOperatorStore>()
            .AddUnannounced<IOperatorStore, InMemoryOperatorStore>()
            .AddUnannounced<IRoleStore, InMemoryOperatorStore>()
            .AddUnannounced<ISessionStore, InMemorySessionStore>()
            .Add<IAuditStore, InMemoryAudit>()
            .Add<IAuditTrail, InMemoryAudit>()
            .Add<IChangeStore, InMemoryChangeStore>()
            .Add<IDeadlineStore, InMemoryDeadlineStore>()
            .Add<IDeletedOperators, InMemoryDeletedOperators>()
            .Add<IExpiryWarnings, InMemoryOperatorStore>()
            .Add<IIdempotencyStore, InMemoryIdempotencyStore>()
            .Add<IKeyCheckStore, InMemoryKeyCheckStore>()
            .Add<IMailTallyStore, InMemoryMailTallyStore>()
            .Add<IOutbox, InMemoryOperatorStore>()
            .Add<IOverviewStore, InMemoryApiUsers>()
            .Add<IReportedBatchStore, InMemoryReportedBatchStore>()
            .Add<ISignInTallyStore, InMemorySignInTallyStore>()
            .Add<IUsageSender, InMemoryUsageSender>()
            .Add<IUsageStatsStore, InMemoryApiUsers>()
            .Add<IUsageStore, InMemoryApiUsers>();
    }

    private static IServiceCollection Add<TPort, TAdapter>(this IServiceCollection services)
        where TPort : class
        where TAdapter : class, TPort => services.AddSingleton<TPort>(provider => provider.GetRequiredService<TAdapter>());

    private static IServiceCollection AddUnannounced<TPort, TAdapter>(this IServiceCollection services)
        where TPort : class
        where TAdapter : class, TPort =>
        services.AddKeyedSingleton<TPort>(ChangesFeed.Unannounced, (provider, _) => provider.GetRequiredService<TAdapter>());
}
