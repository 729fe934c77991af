namespace ApiAccounts.Worker.Tests.Running;

/// <summary>The product on each host, started when first asked for, for all classes of the collection: set up as it is in Azure.</summary>
public sealed class Hosts : IAsyncLifetime
{
    private static readonly (string Name, string? Value)[] AsInAzure =
        [("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"), ("Http__TrustedProxies", "1")];

    private readonly Lazy<Task<WorkerApp>> worker = new(async () => await WorkerApp.StartAsync(await NewAccountAsync(), AsInAzure));
    private readonly Lazy<Task<CoreToolsApp>> coreTools =
        new(async () => await CoreToolsApp.StartAsync(await NewAccountAsync(), AsInAzure));

    private readonly Dictionary<HostKind, RegisteredAccount> readers = [];

    public Task<WorkerApp> WorkerAsync() => worker.Value;

    /// <summary>Who may read the list of <see cref="ManyApiUsers"/>, which are made when first asked for.</summary>
    public async Task<RegisteredAccount> ReaderOfManyAsync(HostKind host)
    {
        if (!readers.ContainsKey(host)) readers[host] = await ManyApiUsers.OfNewPartnerAsync(await StartedAsync(host));
        return readers[host];
    }

    /// <summary>Skips the test where it asks for the Functions host and that is not installed.</summary>
    public async Task<RunningApp> StartedAsync(HostKind host)
    {
        if (host == HostKind.Tests) return await worker.Value;
        Assert.SkipUnless(CoreToolsApp.IsInstalled, "The Azure Functions Core Tools (func) are not on the PATH.");
        return await coreTools.Value;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (worker.IsValueCreated) await (await worker.Value).DisposeAsync();
        if (coreTools.IsValueCreated) await (await coreTools.Value).DisposeAsync();
    }

    private static async Task<StorageAccount> NewAccountAsync() => (await Azurite.SharedAsync()).NewAccount();
}

/// <summary>One worker for many classes, which therefore run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHosts : ICollectionFixture<Hosts>
{
    public const string Name = "shared hosts";
}
