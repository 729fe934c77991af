using System.Diagnostics;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Verification;

/// <summary>What is changed through one instance holds on another, which has the credential in memory, within a second.</summary>
public sealed class TwoInstanceTests : IAsyncLifetime
{
    /// <summary>The default of <c>Verification__MaxStaleness</c>.</summary>
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(1);

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
    public async Task A_deleted_api_user() =>
        await AssertEndsAsync(await one.RegisterAsync(), HttpStatusCode.Unauthorized, gone => one.As(manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}"));

    [Fact]
    public async Task A_disabled_api_user_that_is_enabled_again()
    {
        var account = await one.RegisterAsync();
        await AssertEndsAsync(account, HttpStatusCode.Forbidden, _ => SetEnabledAsync(account, isEnabled: false));
        await SetEnabledAsync(account, isEnabled: true);
        await Eventually.Async(async () => (await other.As(account).GetAsync("/verify")).Status == HttpStatusCode.NoContent, "it is accepted again");
    }

    [Fact]
    public async Task A_secret_that_was_replaced() => await AssertEndsAsync(
        await one.RegisterAsync(), HttpStatusCode.Unauthorized, rotated => one.As(manager).PostAsync($"/api/v1/api-users/{rotated.ApiUserGuid}/rotate"));

    [Fact]
    public async Task A_deleted_operator()
    {
        var holder = await one.BackDoor.NewOperatorAsync();
        await AssertEndsAsync(await one.RegisterAsync(holder), HttpStatusCode.Unauthorized, _ => one.As(manager).DeleteAsync($"/v4/Operator/{holder.OperatorGuid}"));
    }

    /// <summary>From the first refusal on it is refused, and no call that began later than allowed after the change was answered is accepted.</summary>
    private async Task AssertEndsAsync(RegisteredAccount account, HttpStatusCode refusal, Func<RegisteredAccount, Task<Answer>> change)
    {
        (await other.As(account).GetAsync("/verify")).Is(HttpStatusCode.NoContent);
        var changed = await change(account);
        var since = Stopwatch.StartNew();
        Assert.InRange((int)changed.Status, 200, 204);

        Assert.Equal(refusal, (await one.As(account).GetAsync("/verify")).Status); // where it was changed, at once
        TimeSpan began;
        Answer answer;
        do
        {
            began = since.Elapsed;
            answer = await other.As(account).GetAsync("/verify");
        }
        while (answer.Status == HttpStatusCode.NoContent && began <= MaxStaleness);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(refusal, answer.Status);
            answer = await other.As(account).GetAsync("/verify");
        }
    }

    private Task<Answer> SetEnabledAsync(RegisteredAccount account, bool isEnabled) => one.As(manager).PutJsonAsync(
        $"/api/v1/api-users/{account.ApiUserGuid}",
        $$"""{"description":"","type":"Generic","enabled":{{(isEnabled ? "true" : "false")}},"expiresAt":null,"rateLimit":null}""");
}
