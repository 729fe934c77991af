using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>A partner with five API users of two operators, <c>a</c> to <c>e</c>. Tests that only read share one.</summary>
public sealed class OverviewPartner : IAsyncLifetime
{
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly App app;

    public OverviewPartner(AppFixture fixture)
        : this(fixture.App)
    {
    }

    private OverviewPartner(App app) => this.app = app;

    public Dictionary<string, RegisteredAccount> Accounts { get; } = [];

    public SeededOperator Administrator { get; private set; } = null!;

    public SeededOperator Zoe { get; private set; } = null!;

    public SeededOperator Adam { get; private set; } = null!;

    /// <summary>An API user of the administrator, which asks.</summary>
    public RegisteredAccount Reader { get; private set; } = null!;

    /// <summary>For a test that changes it.</summary>
    public static async Task<OverviewPartner> NewAsync(App app)
    {
        var partner = new OverviewPartner(app);
        await partner.InitializeAsync();
        return partner;
    }

    public async ValueTask InitializeAsync()
    {
        Administrator = await app.BackDoor.NewPartnerAsync();
        (Zoe, Adam) = (await app.BackDoor.NewOperatorAsync(Administrator.Pid), await app.BackDoor.NewOperatorAsync(Administrator.Pid));
        await app.BackDoor.SetAsync(Zoe, "FirstName", "Zoé");
        await app.BackDoor.SetAsync(Adam, "FirstName", "adam");
        Reader = await app.RegisterAsync(Administrator);

        await AddAsync("a", Zoe, "[a] beta", "Grafana", Then.AddDays(4), Then.AddDays(10), 5);
        await AddAsync("b", Zoe, "[b] =1+1", "Generic", Then.AddDays(3), Then.AddDays(20), 10);
        await AddAsync("c", Adam, "[c] Alpha, \"the\" first", "MobileApp", Then.AddDays(2), null, 0);
        await AddAsync("d", Adam, "[d] alpha", "Generic", Then.AddDays(1), null, 0);
        await AddAsync("e", Adam, "[e] alpha", "TransactionRecorder", Then, Then.AddDays(15), 7);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task AddAsync(
        string key, SeededOperator @operator, string description, string type, DateTimeOffset createdAt, DateTimeOffset? lastUsed,
        int requests)
    {
        var account = Accounts[key] = await app.RegisterAsync(@operator);
        List<(string, object)> values = [("Description", description), ("Type", type), ("CreatedAt", createdAt)];
        if (lastUsed is { } time)
        {
            var hour = UtcHour.Of(DateTimeOffset.UtcNow).Number;
            values.AddRange([("LastUsed", time), ("Hours", SparseCounts.Empty.Plus([new(hour, requests)], from: 0).Encode())]);
        }
        await app.BackDoor.SetAsync(account, [.. values]);
    }
}
