using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>
/// The overview of two instances, which both hold it: what is changed through one is shown by it at once, and by the other soon. Each test
/// has a partner of its own, with an administrator whose API user asks.
/// </summary>
[Collection<TwoInstances>]
public sealed class OverviewOfTwoInstancesTests(TwoApps apps) : IAsyncLifetime
{
    private SeededOperator administrator = null!;
    private RegisteredAccount manager = null!;

    private App One => apps.One;

    private App Other => apps.Other;

    public async ValueTask InitializeAsync()
    {
        administrator = await One.BackDoor.NewPartnerAsync();
        manager = await One.RegisterAsync(administrator);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_changes_through_one_is_shown_by_both()
    {
        var added = await One.RegisterAsync(administrator);
        Assert.Equal((2, 2), (await TotalAsync(One), await TotalAsync(Other)));

        (await One.As(manager).PutJsonAsync(
            $"/api/v1/api-users/{added.ApiUserGuid}",
            """{"description":"changed","type":"Grafana","enabled":true,"expiresAt":null,"rateLimit":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(1, await TotalAsync(One, "?search=changed&type=Grafana"));
        await Eventually.Async(async () => await TotalAsync(Other, "?search=changed&type=Grafana") == 1, "the change is shown");

        await One.RegisterAsync(administrator);
        Assert.Equal(3, await TotalAsync(One));
        await Eventually.Async(async () => await TotalAsync(Other) == 3, "the new one is shown");

        (await One.As(manager).DeleteAsync($"/v4/ApiUser/{added.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(2, await TotalAsync(One));
        await Eventually.Async(async () => await TotalAsync(Other) == 2, "the deletion is shown");
    }

    [Fact]
    public async Task What_is_used_through_one_is_shown_by_both()
    {
        var used = await One.RegisterAsync(administrator);
        Assert.Equal((0, 0), (await TotalAsync(One, Used(used)), await TotalAsync(Other, Used(used))));
        (await One.As(used).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Eventually.Async(async () => await TotalAsync(One, Used(used)) == 1, "the use is shown");
        await Eventually.Async(async () => await TotalAsync(Other, Used(used)) == 1, "the use is shown elsewhere");
    }

    private static string Used(RegisteredAccount account) => $"?lastUsed=used&search={account.UserName}";

    private async Task<int> TotalAsync(App app, string query = "") =>
        (await app.As(manager).GetAsync("/api/v1/api-users" + query)).Is(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();
}
