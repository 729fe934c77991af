using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Tests.Startup;

/// <summary>The first start makes the first partner and its administrator, once.</summary>
public sealed class BootstrapTests
{
    private const string FirstPartner = "00000001";

    [Fact]
    public async Task The_first_start_makes_the_partner_and_its_administrator_and_says_so()
    {
        await using var app = await App.StartAsync(await NewAccountAsync(), ("Bootstrap__PartnerName", "Demo"));

        await AssertOneAdministratorAsync(app);
        var partner = await app.BackDoor.Get<IOperatorStore>().FindPartnerAsync(1, default);
        Assert.Equal("Demo", partner!.Value.Name);
        Assert.Contains("admin@demo.example is the first administrator of partner 1.", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_apps_started_at_once_make_one_administrator()
    {
        var account = await NewAccountAsync();
        var apps = await Task.WhenAll(App.StartAsync(account), App.StartAsync(account));
        await using var one = apps[0];
        await using var other = apps[1];

        await AssertOneAdministratorAsync(one);
        (await other.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        Assert.Single(await AuditOfOperatorsAsync(one));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_takes_the_steps_that_one_before_left(bool isUserNameClaimed)
    {
        var account = await NewAccountAsync();
        await using var backDoor = App.BackDoorOf(account);
        await backDoor.Get<StorageSetup>().CreateAsync(default);
        var store = backDoor.Get<IOperatorStore>();
        await store.AddPartnerAsync(new(1, "First partner", [], 0, 0), default);
        Assert.True((await backDoor.Get<PasswordHashing>().HashAsync(App.AdministratorPassword, default)).TryGet(out var hash, out _));
        var pending = new Operator
        {
            Id = AccountId.New(AccountKind.Operator, 1, 1, 1),
            UserName = App.AdministratorName,
            Email = App.AdministratorName,
            Status = OperatorStatus.Pending,
            IsAdministrator = true,
            PasswordHash = hash,
            CreatedAt = DateTimeOffset.UtcNow,
        };
        var partner = await store.FindPartnerAsync(1, default);
        Assert.True(await store.AddPendingAsync(partner! with { Value = new Partner(1, "First partner", [1], 0, 1) }, pending, [],
            default));
        if (isUserNameClaimed)
            Assert.True(await store.ClaimLoginAsync(LoginName.KeyOf(App.AdministratorName), new(pending.Id), replaced: null, default));

        await using var app = await App.StartAsync(account);

        await AssertOneAdministratorAsync(app);
        Assert.Equal(pending.Id.ToString(), await app.BackDoor.OperatorGuidAsync(App.AdministratorName));
    }

    [Fact]
    public async Task A_later_start_makes_nobody_whatever_the_settings_say()
    {
        var account = await NewAccountAsync();
        await using (var first = await App.StartAsync(account)) Assert.Equal(0, await first.TerminateAsync());

        await using var app = await App.StartAsync(
            account,
            ("Bootstrap__AdminEmail", "intruder@demo.example"),
            ("Bootstrap__AdminPassword", "Another-Horse-43x"),
            ("Bootstrap__PartnerName", "Other"));

        await AssertOneAdministratorAsync(app);
        (await app.AsOperator("intruder@demo.example", "Another-Horse-43x").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        Assert.DoesNotContain("is the first administrator", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_settings_nobody_is_made()
    {
        var account = await NewAccountAsync();
        await using var app = await App.StartAsync(account, ("Bootstrap__AdminEmail", null), ("Bootstrap__AdminPassword", null));

        (await app.Anonymous.GetAsync("/healthz/ready")).Is(HttpStatusCode.OK);
        Assert.Empty(await app.BackDoor.RowsAsync(FirstPartner));
    }

    private static async Task<StorageAccount> NewAccountAsync() => (await Azurite.SharedAsync()).NewAccount();

    private static async Task AssertOneAdministratorAsync(App app)
    {
        (await app.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        var rows = await app.BackDoor.RowsAsync(FirstPartner);
        var administrator = Assert.Single(rows, row => row.RowKey.StartsWith("operator|", StringComparison.Ordinal));
        Assert.Equal("admin@demo.example", administrator.GetString("UserName"));
        Assert.Equal("Active", administrator.GetString("Status"));
        Assert.True(administrator.GetBoolean("IsAdministrator"));
        Assert.Equal(1, Assert.Single(rows, row => row.RowKey == "partner").GetInt32("Administrators"));
    }

    private static async Task<IEnumerable<string>> AuditOfOperatorsAsync(App app) =>
        (await app.BackDoor.RowsAsync(FirstPartner)).Where(row => row.GetString("Action") == "OperatorCreated").Select(row => row.RowKey);
}
