using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>The overview of two instances, which both hold it: what is changed through one is shown by it at once, and by the other soon.</summary>
public sealed class OverviewOfTwoInstancesTests : IAsyncLifetime
{
    private App one = null!;
    private App other = null!;
    private RegisteredAccount manager = null!;

    public async Task InitializeAsync()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        one = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        other = await App.StartAsync(account, ("Verification__MaxStaleness", null));
        manager = await one.RegisterAsync();
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task What_changes_through_one_is_shown_by_both()
    {
        var added = await one.RegisterAsync();
        Assert.Equal((2, 2), (await TotalAsync(one), await TotalAsync(other)));

        (await one.As(manager).PutJsonAsync(
            $"/api/v1/api-users/{added.ApiUserGuid}", """{"description":"changed","type":"Grafana","enabled":true,"expiresAt":null,"rateLimit":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(1, await TotalAsync(one, "?search=changed&type=Grafana"));
        await Eventually.Async(async () => await TotalAsync(other, "?search=changed&type=Grafana") == 1, "the change is shown");

        await one.RegisterAsync();
        Assert.Equal(3, await TotalAsync(one));
        await Eventually.Async(async () => await TotalAsync(other) == 3, "the new one is shown");

        (await one.As(manager).DeleteAsync($"/v4/ApiUser/{added.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(2, await TotalAsync(one));
        await Eventually.Async(async () => await TotalAsync(other) == 2, "the deletion is shown");
    }

    [Fact]
    public async Task What_is_used_through_one_is_shown_by_both()
    {
        var used = await one.RegisterAsync();
        Assert.Equal((0, 0), (await TotalAsync(one, Used(used)), await TotalAsync(other, Used(used))));
        (await one.As(used).GetAsync("/verify")).Is(HttpStatusCode.NoContent);
        await Eventually.Async(async () => await TotalAsync(one, Used(used)) == 1, "the use is shown");
        await Eventually.Async(async () => await TotalAsync(other, Used(used)) == 1, "the use is shown elsewhere");
    }

    private static string Used(RegisteredAccount account) => $"?lastUsed=used&search={account.UserName}";

    private async Task<int> TotalAsync(App app, string query = "") =>
        (await app.As(manager).GetAsync("/api/v1/api-users" + query)).Is(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();
}
