using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Verification;

/// <summary>
/// Access that ends while it is used, by the clock of the machine. Nothing is asked of how quick an answer is, only of which it is.
/// </summary>
[Collection<NativeApp>]
public sealed class ExpiryTests(AppFixture fixture) : NativeTest(fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task All_that_an_operator_owns_stops_at_its_expiry_and_works_once_extended()
    {
        var ada = await App.BackDoor.NewOperatorAsync();
        var (apiUser, signedIn) = (await App.RegisterAsync(ada), await App.SignInAsync(ada));
        var ofClient = await ByClientAsync(apiUser);
        var expiresAt = DateTimeOffset.UtcNow + Soon;
        await App.BackDoor.SetAsync(ada, "ExpiresAt", expiresAt);

        await Task.WhenAll(
            StopsAsync(expiresAt, () => App.As(apiUser).GetAsync("/verify"), HttpStatusCode.OK, HttpStatusCode.Forbidden),
            StopsAsync(expiresAt, () => App.As(apiUser).GetAsync("/v4/ApiUser"), HttpStatusCode.OK, HttpStatusCode.Forbidden),
            StopsAsync(expiresAt, () => App.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify"), HttpStatusCode.OK,
                HttpStatusCode.Unauthorized),
            StopsAsync(expiresAt, () => App.Anonymous.WithToken(ofClient).GetAsync("/verify"), HttpStatusCode.OK,
                HttpStatusCode.Unauthorized),
            StopsAsync(expiresAt, () => App.AsOperator(ada).PostAsync("/v4/Register"), HttpStatusCode.Created,
                HttpStatusCode.Unauthorized));
        Assert.Equal("invalid_grant", (await RefreshAsync(signedIn)).Is(HttpStatusCode.BadRequest).Text("error"));
        Assert.Equal("invalid_grant", (await SignInAsync(ada)).Is(HttpStatusCode.BadRequest).Text("error"));
        Assert.Equal(ada.OperatorGuid, (await Api.GetAsync($"/v4/Operator/{ada.OperatorGuid}")).Is(HttpStatusCode.OK).Text("OperatorGuid"));

        await App.BackDoor.SetAsync(ada, "ExpiresAt", DateTimeOffset.UtcNow.AddDays(1));
        (await App.As(apiUser).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.Anonymous.WithToken(ofClient).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await RefreshAsync(signedIn)).Is(HttpStatusCode.OK);
        (await SignInAsync(ada)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task So_does_an_API_user_with_its_tokens_while_its_operator_goes_on()
    {
        var (apiUser, other) = (await App.RegisterAsync(), await App.RegisterAsync());
        var ofClient = await ByClientAsync(apiUser);
        var expiresAt = DateTimeOffset.UtcNow + Soon;
        await SetExpiryAsync(apiUser, $"\"{expiresAt:O}\"");

        await Task.WhenAll(
            StopsAsync(expiresAt, () => App.As(apiUser).GetAsync("/verify"), HttpStatusCode.OK, HttpStatusCode.Forbidden),
            StopsAsync(expiresAt, () => App.Anonymous.WithToken(ofClient).GetAsync("/verify"), HttpStatusCode.OK,
                HttpStatusCode.Unauthorized));
        (await App.As(other).GetAsync("/verify")).Is(HttpStatusCode.OK);

        await SetExpiryAsync(apiUser, "null");
        (await App.As(apiUser).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.Anonymous.WithToken(ofClient).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    /// <summary>
    /// Asks until it is refused, and on: nothing before the end is refused, and nothing let in that was asked from then on.
    /// </summary>
    private static async Task StopsAsync(DateTimeOffset expiresAt, Func<Task<Answer>> ask, HttpStatusCode before, HttpStatusCode after)
    {
        var (good, refusedInARow) = (0, 0);
        while (refusedInARow < 3)
        {
            var asked = DateTimeOffset.UtcNow;
            var answer = await ask();
            if (DateTimeOffset.UtcNow < expiresAt) answer.Is(before);
            else if (asked >= expiresAt || refusedInARow > 0) answer.Is(after);
            if (answer.Status == before) good++;
            else refusedInARow++;
        }
        Assert.NotEqual(0, good);
    }

    private async Task<string> ByClientAsync(RegisteredAccount account) =>
        (await App.As(account).PostFormAsync("/oauth/token", ("grant_type", "client_credentials"))).Is(HttpStatusCode.OK)
            .Text("access_token");

    private Task<Answer> RefreshAsync(SignedIn signedIn) => App.Anonymous.PostFormAsync(
        "/oauth/token", ("grant_type", "refresh_token"), ("client_id", "console"), ("refresh_token", signedIn.RefreshToken));

    private Task<Answer> SignInAsync(SeededOperator @operator) => App.Anonymous.PostFormAsync(
        "/oauth/token", ("grant_type", "password"), ("client_id", "console"), (
            "username", @operator.UserName), ("password", @operator.Password));

    private async Task SetExpiryAsync(RegisteredAccount account, string expiresAt) => (await Api.PutJsonAsync(
        $"/api/v1/api-users/{account.ApiUserGuid}",
        $$"""{"description":"short","type":"Generic","enabled":true,"expiresAt":{{expiresAt}},"rateLimit":null}""")).Is(HttpStatusCode.OK);
}
