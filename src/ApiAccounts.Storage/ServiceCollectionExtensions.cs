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
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables.Changes;
using ApiAccounts.Storage.Tables.Credentials;
using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Idempotency;
using ApiAccounts.Storage.Tables.Mail;
using ApiAccounts.Storage.Tables.Tokens;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the ports over Table Storage and Storage Queues, in the storage account of the setting <c>AccountsStorage</c>.
    /// </summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services)
    {
        services.AddSingleton<StorageConnection>();
        services.AddSingleton(provider => provider.GetRequiredService<StorageConnection>().CreateTableClient());
        services.AddSingleton(provider => provider.GetRequiredService<StorageConnection>().CreateQueueClient());
        services.AddSingleton<AccountTables>();
        services.AddSingleton<AccountQueues>();
        services.AddSingleton(provider =>
            new StorageSetup(provider.GetRequiredService<AccountTables>(), provider.GetRequiredService<AccountQueues>()));
        services.AddSingleton<StorageReadiness>();
        services.AddSingleton(provider => new PoisonQueues(provider.GetRequiredService<AccountQueues>()));
        services.AddSingleton<IChangeStore, TableChangeStore>();
        services.AddSingleton<IAuditStore, TableAuditStore>();
        services.AddKeyedSingleton<IOperatorStore, TableOperatorStore>(ChangesFeed.Unannounced);
        services.AddKeyedSingleton<IGroupStore, TableGroupStore>(ChangesFeed.Unannounced);
        services.AddKeyedSingleton<IRoleStore, TableRoleStore>(ChangesFeed.Unannounced);
        services.AddSingleton<IDeletedOperators, QueueDeletedOperators>();
        services.AddSingleton<IOutbox, TableOutbox>();
        services.AddSingleton<IDeadlineStore, TableDeadlineStore>();
        services.AddSingleton<IExpiryWarnings, TableExpiryWarnings>();
        services.AddSingleton<IIdempotencyStore, TableIdempotencyStore>();
        services.AddSingleton<IMailTallyStore, TableMailTallyStore>();
        services.AddSingleton<ISignInTallyStore, TableSignInTallyStore>();
        services.AddKeyedSingleton<ISessionStore, TableSessionStore>(ChangesFeed.Unannounced);
        services.AddSingleton<IAuditTrail, TableAuditStore>();
        services.AddKeyedSingleton<IApiUserStore, TableApiUserStore>(ChangesFeed.Unannounced);
        services.AddKeyedSingleton<ICustomServiceStore, TableCustomServiceStore>(ChangesFeed.Unannounced);
        services.AddSingleton<IOverviewStore, TableOverviewStore>();
        services.AddSingleton<IUsageStore, TableUsageStore>();
        services.AddSingleton<IUsageStatsStore, TableUsageStatsStore>();
        services.AddSingleton<IKeyCheckStore, TableKeyCheckStore>();
        services.AddSingleton<IReportedBatchStore, TableReportedBatchStore>();
        services.AddSingleton<IUsageSender, QueueUsageSender>();
        return services;
    }
}
