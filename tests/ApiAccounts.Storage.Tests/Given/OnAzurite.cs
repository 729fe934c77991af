using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Given;

/// <summary>The ports over an account of Azurite that a class of tests has to itself.</summary>
public sealed class OnAzurite : IAsyncLifetime
{
    private ServiceProvider services = null!;

    public StorageAccount Account { get; private set; } = null!;

    public IServiceProvider Services => services;

    public IOperatorStore Operators => services.GetRequiredService<IOperatorStore>();

    public IApiUserStore ApiUsers => services.GetRequiredService<IApiUserStore>();

    public IUsageStore Usage => services.GetRequiredService<IUsageStore>();

    public IUsageSender Sender => services.GetRequiredService<IUsageSender>();

    public StorageSetup Setup => services.GetRequiredService<StorageSetup>();

    public QueueServiceClient Queues => services.GetRequiredService<QueueServiceClient>();

    internal TableClient Accounts => services.GetRequiredService<AccountTables>().Accounts;

    internal TableClient Logins => services.GetRequiredService<AccountTables>().Logins;

    public async ValueTask InitializeAsync()
    {
        Account = (await Azurite.SharedAsync()).NewAccount();
        services = Ports.On(Account);
        await Setup.CreateAsync(default);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();
}
