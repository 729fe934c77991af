using System.Collections.Concurrent;
using System.Globalization;
using ApiAccounts.Core;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>
/// Makes and changes what no route does yet: with the product's own use cases and ports where there are any, else by merging a property
/// into a row. It writes to the storage account of a running app, with that app's settings.
/// </summary>
public sealed class BackDoor : IAsyncDisposable
{
    /// <summary>Partner 1 is the app's own; the others are counted from here, over all apps.</summary>
    private static uint lastPid = 0x00C0FFEE;

    private static int lastOperator;

    /// <summary>Of each password and each number of iterations: a hash is made once, since it is dear by design.</summary>
    private static readonly ConcurrentDictionary<(string Password, int Iterations), Lazy<Task<string>>> Hashes = [];

    private readonly ServiceProvider services;

    public BackDoor(IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(setting => setting.Value is not null)
                .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddApiAccounts()
            .AddAzureStorage()
            .BuildServiceProvider();
    }

    /// <summary>The table Accounts.</summary>
    public TableClient Accounts => Get<TableServiceClient>().GetTableClient("Accounts");

    /// <summary>A service of the product.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A new partner, with an administrator.</summary>
    /// <param name="isAnnounced">False to create it without an entry in the changes feed, as if it were old.</param>
    public async Task<SeededOperator> NewPartnerAsync(bool isAnnounced = true)
    {
        var pid = Interlocked.Increment(ref lastPid);
        if (!await Get<IOperatorStore>().AddPartnerAsync(new(pid, "Partner of a test", [], 0, 0), default))
            throw new InvalidOperationException($"There is a partner {pid} already.");
        return await NewOperatorAsync(pid, isAdministrator: true, isAnnounced: isAnnounced);
    }

    /// <summary>A new operator, called <c>Test Operator</c>.</summary>
    /// <param name="userName">One that nobody has, unless given.</param>
    public async Task<SeededOperator> NewOperatorAsync(
        uint pid = 1,
        bool isAdministrator = false,
        bool allowsPasswordSignIn = true,
        bool isApiOnly = false,
        string? userName = null,
        string password = "Battery-Staple-7",
        bool isAnnounced = true)
    {
        userName ??= string.Create(CultureInfo.InvariantCulture, $"operator-{Interlocked.Increment(ref lastOperator)}@demo.example");
        var request = new NewOperator(userName, "someone@demo.example", password)
        {
            FirstName = "Test",
            LastName = "Operator",
            IsAdministrator = isAdministrator,
            AllowsPasswordSignIn = allowsPasswordSignIn,
            IsApiOnly = isApiOnly,
        };
        return (await CreateAsync(pid, request, isAnnounced)).TryGet(out var made, out var error)
            ? new(made.Id, userName, password)
            : throw new InvalidOperationException(error.Message);
    }

    /// <summary>As <see cref="CreateOperator"/> does, but that a password which was hashed before is not hashed again.</summary>
    public async Task<Result<Operator>> CreateAsync(uint pid, NewOperator request, bool isAnnounced = true)
    {
        var atNoCost = new PasswordHashing(Options.Create(new PasswordsOptions { Iterations = 1 }));
        var store = isAnnounced
            ? Get<IOperatorStore>()
            : services.GetRequiredKeyedService<IOperatorStore>(ChangesFeed.Unannounced);
        var created = await ActivatorUtilities.CreateInstance<CreateOperator>(services, atNoCost, store)
            .ExecuteAsync(pid, request, caller: null, default);
        if (request.Password is not null && created.TryGet(out var made, out _) && made.PasswordHash is not null)
            await MergeAsync(PartitionOf(made.Id), OperatorRowOf(made.Id), ("PasswordHash", await HashAsync(request.Password)));
        return created;
    }

    /// <summary>What the app would make of a password.</summary>
    public async Task<string> HashAsync(string password)
    {
        var iterations = Get<IOptions<PasswordsOptions>>().Value.Iterations;
        return await Hashes.GetOrAdd((password, iterations), _ => new(async () =>
            (await Get<PasswordHashing>().HashAsync(password, default)).TryGet(out var hash, out var error)
                ? hash
                : throw new InvalidOperationException(error.Message))).Value;
    }

    public async Task<string> OperatorGuidAsync(string userName)
    {
        var login = await Get<IOperatorStore>().FindLoginAsync(LoginName.KeyOf(LoginName.Normalise(userName)!), default);
        return login!.Value.Claimants[0].ToString();
    }

    /// <summary>Sets a property of an operator's row: <c>Status</c> (<c>Inactive</c>, <c>Locked</c>), <c>ExpiresAt</c>, …</summary>
    public Task SetAsync(SeededOperator @operator, string property, object value) =>
        ChangeAsync(@operator.Id, () => MergeAsync(PartitionOf(@operator.Id), OperatorRowOf(@operator.Id), (property, value)));

    /// <summary>Takes an operator's row away, and leaves all else of it.</summary>
    public Task RemoveAsync(SeededOperator @operator) =>
        ChangeAsync(@operator.Id, () => Accounts.DeleteEntityAsync(PartitionOf(@operator.Id), OperatorRowOf(@operator.Id), ETag.All));

    /// <summary>Sets a property of an API user's row: <c>IsEnabled</c>, <c>ExpiresAt</c>, <c>CreatedAt</c>, <c>Type</c>, …</summary>
    public Task SetAsync(RegisteredAccount account, string property, object value) => SetAsync(account, (property, value));

    /// <summary>Sets several at once: each change is waited for until the app has it.</summary>
    public Task SetAsync(RegisteredAccount account, params (string Property, object Value)[] values)
    {
        var id = IdOf(account);
        return ChangeAsync(id, () => MergeAsync(BucketOf(id), RowOf(id), values));
    }

    /// <summary>Whether there is a row at the address of an API user, whatever is in it.</summary>
    public async Task<bool> HasRowAsync(AccountId id) =>
        (await Accounts.GetEntityIfExistsAsync<TableEntity>(BucketOf(id), RowOf(id))).HasValue;

    public Task<ApiUser?> FindAsync(RegisteredAccount account) => Get<IApiUserStore>().FindAsync(IdOf(account), default);

    /// <summary>The rows of one partition of the table Accounts, in the order of their keys.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string partitionKey) =>
        await Accounts.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}")).ToListAsync();

    /// <summary>The audit entries about API users in the bucket of one of them, oldest first.</summary>
    public async Task<IReadOnlyList<TableEntity>> AuditOfAsync(RegisteredAccount account)
    {
        var rows = await RowsAsync(BucketOf(IdOf(account)));
        var audit = rows.Where(row => row.RowKey.Contains("|audit|", StringComparison.Ordinal));
        return [.. audit.Where(row => row.GetString("Subject") == account.ApiUserGuid).Reverse()];
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static AccountId IdOf(RegisteredAccount account) =>
        AccountId.TryParse(account.ApiUserGuid, out var id)
            ? id
            : throw new ArgumentException($"{account.ApiUserGuid} is no id.", nameof(account));

    private static string BucketOf(AccountId id) => string.Create(CultureInfo.InvariantCulture, $"bucket-{id.Bucket:x3}");

    private static string RowOf(AccountId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}");

    private static string PartitionOf(AccountId @operator) => string.Create(CultureInfo.InvariantCulture, $"{@operator.Pid:x8}");

    private static string OperatorRowOf(AccountId @operator) =>
        string.Create(CultureInfo.InvariantCulture, $"operator|{@operator.UserId:x8}");

    /// <summary>As another instance of the app would, until the app must know of it.</summary>
    private async Task ChangeAsync(AccountId id, Func<Task<Response>> write)
    {
        await Get<ChangesFeed>().AnnounceAsync([id], _ => write(), default);
        await Task.Delay(AppSettings.MaxStaleness);
    }

    private Task<Response> MergeAsync(string partitionKey, string rowKey, params (string Property, object Value)[] values)
    {
        var row = new TableEntity(partitionKey, rowKey);
        foreach (var (property, value) in values) row[property] = value;
        return Accounts.UpdateEntityAsync(row, ETag.All);
    }
}
