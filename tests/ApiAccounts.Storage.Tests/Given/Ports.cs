using ApiAccounts.Core;
using ApiAccounts.Core.Changes;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Given;

/// <summary>The ports as the app composes them, over one adapter or the other.</summary>
internal static class Ports
{
    /// <param name="changes">In place of the adapter's own.</param>
    public static ServiceProvider InMemory(IChangeStore? changes = null) =>
        Services([], null).AddInMemoryStorage().With(changes).BuildServiceProvider();

    public static ServiceProvider On(StorageAccount account, TimeProvider? clock = null, IChangeStore? changes = null) =>
        Services([new(StorageConnection.Name, account.ConnectionString)], clock).AddAzureStorage().With(changes).BuildServiceProvider();

    /// <summary>With the tables and queues made.</summary>
    public static async Task<ServiceProvider> OnNewAccountAsync(IChangeStore? changes = null)
    {
        var services = On((await Azurite.SharedAsync()).NewAccount(), changes: changes);
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
        return services;
    }

    private static IServiceCollection With(this IServiceCollection services, IChangeStore? changes) =>
        changes is null ? services : services.AddSingleton(changes);

    private static IServiceCollection Services(KeyValuePair<string, string?>[] settings, TimeProvider? clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(clock ?? TimeProvider.System)
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddApiAccounts();
}
