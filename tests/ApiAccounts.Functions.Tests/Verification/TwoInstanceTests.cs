using System.Diagnostics;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Verification;

/// <summary>What is changed through one instance holds on another, which has the credential in memory, within a second.</summary>
[Collection<TwoInstances>]
public sealed class TwoInstanceTests(TwoApps apps)
{
    /// <summary>The default of <c>Verification__MaxStaleness</c>.</summary>
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(1);

    private App One => apps.One;

    private App Other => apps.Other;

    [Fact]
    public async Task A_deleted_api_user() =>
        await AssertEndsAsync(
            await One.RegisterAsync(), HttpStatusCode.Unauthorized,
            gone => One.As(apps.Manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}"));

    [Fact]
    public async Task A_disabled_api_user_that_is_enabled_again()
    {
        var account = await One.RegisterAsync();
        await AssertEndsAsync(account, HttpStatusCode.Forbidden, _ => SetEnabledAsync(account, isEnabled: false));
        await SetEnabledAsync(account, isEnabled: true);
        await Eventually.Async(
            async () => (await Other.As(account).GetAsync("/verify")).Status == HttpStatusCode.OK, "it is accepted again");
    }

    [Fact]
    public async Task A_secret_that_was_replaced() => await AssertEndsAsync(
        await One.RegisterAsync(), HttpStatusCode.Unauthorized, rotated =>
            One.As(apps.Manager).PostAsync($"/api/v1/api-users/{rotated.ApiUserGuid}/rotate"));

    [Fact]
    public async Task A_deleted_operator()
    {
        var holder = await One.BackDoor.NewOperatorAsync();
        await AssertEndsAsync(
            await One.RegisterAsync(holder), HttpStatusCode.Unauthorized,
            _ => One.As(apps.Manager).DeleteAsync($"/v4/Operator/{holder.OperatorGuid}"));
    }

    [Fact]
    public async Task A_session_that_was_revoked() => await AssertEndsAsync((await One.SignInAsync()).AccessToken, token =>
        One.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", token)));

    [Fact]
    public async Task A_session_of_a_deleted_operator()
    {
        var holder = await One.BackDoor.NewOperatorAsync();
        await AssertEndsAsync(
            (await One.SignInAsync(holder)).AccessToken, _ => One.As(apps.Manager).DeleteAsync($"/v4/Operator/{holder.OperatorGuid}"));
    }

    [Fact]
    public async Task A_session_whose_refresh_token_came_again()
    {
        var first = await One.SignInAsync();
        var second = SignedIn.Of(await RefreshAsync(One, first.RefreshToken));
        var third = SignedIn.Of(await RefreshAsync(Other, second.RefreshToken));
        Assert.Equal(HttpStatusCode.OK, (await Other.Anonymous.WithToken(third.AccessToken).GetAsync("/verify")).Status);
        (await RefreshAsync(One, first.RefreshToken)).Is(HttpStatusCode.BadRequest);
        await Eventually.Async(
            async () =>
                (await Other.Anonymous.WithToken(third.AccessToken).GetAsync("/verify")).Status == HttpStatusCode.Unauthorized,
                "the other refuses it");
        (await RefreshAsync(Other, third.RefreshToken)).Is(HttpStatusCode.BadRequest);
    }

    private static Task<Answer> RefreshAsync(App app, string token) =>
        app.Anonymous.PostFormAsync("/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", token));

    private Task AssertEndsAsync(RegisteredAccount account, HttpStatusCode refusal, Func<RegisteredAccount, Task<Answer>> change) =>
        AssertEndsAsync(app => app.As(account).GetAsync("/verify"), refusal, () => change(account));

    private Task AssertEndsAsync(string token, Func<string, Task<Answer>> change) =>
        AssertEndsAsync(app => app.Anonymous.WithToken(token).GetAsync("/verify"), HttpStatusCode.Unauthorized, () => change(token));

    /// <summary>
    /// From the first refusal on it is refused, and no call that began later than allowed after the change was answered is accepted.
    /// </summary>
    private async Task AssertEndsAsync(Func<App, Task<Answer>> verify, HttpStatusCode refusal, Func<Task<Answer>> change)
    {
        (await verify(Other)).Is(HttpStatusCode.OK);
        var changed = await change();
        var since = Stopwatch.StartNew();
        Assert.InRange((int)changed.Status, 200, 204);

        Assert.Equal(refusal, (await verify(One)).Status); // where it was changed, at once
        TimeSpan began;
        Answer answer;
        do
        {
            began = since.Elapsed;
            answer = await verify(Other);
        }
        while (answer.Status == HttpStatusCode.OK && began <= MaxStaleness);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(refusal, answer.Status);
            answer = await verify(Other);
        }
    }

    private Task<Answer> SetEnabledAsync(RegisteredAccount account, bool isEnabled) => One.As(apps.Manager).PutJsonAsync(
        $"/api/v1/api-users/{account.ApiUserGuid}",
        $$"""{"description":"","type":"Generic","enabled":{{(isEnabled ? "true" : "false")}},"expiresAt":null,"rateLimit":null}""");
}
