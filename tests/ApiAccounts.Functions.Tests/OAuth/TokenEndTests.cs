using System.Globalization;
using ApiAccounts.Functions.Tests.Marketo;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary><c>expires_in</c> and the introspected <c>exp</c> are never beyond the end of what the token was requested with.</summary>
[Collection<OAuthApp>]
public sealed class TokenEndTests(AppFixture fixture) : NativeTest(fixture)
{
    private static readonly (string Name, string Value) Grant = ("grant_type", "client_credentials");

    [Fact]
    public async Task Of_an_API_user_that_expires()
    {
        var account = await App.RegisterAsync();
        var endsAt = DateTimeOffset.UtcNow.AddMinutes(10);
        await App.BackDoor.SetAsync(account, "ExpiresAt", endsAt);

        await AssertEndsAsync(() => App.As(account).PostFormAsync("/oauth/token", Grant), endsAt);
    }

    [Fact]
    public async Task Of_an_operator_that_expires()
    {
        var @operator = await App.BackDoor.NewOperatorAsync();
        var account = await App.RegisterAsync(@operator);
        var endsAt = DateTimeOffset.UtcNow.AddMinutes(10);
        await App.BackDoor.SetAsync(@operator, "ExpiresAt", endsAt);

        await AssertEndsAsync(() => App.As(account).PostFormAsync("/oauth/token", Grant), endsAt);
        var signedIn = await AssertEndsAsync(() => SignInAsync(@operator), endsAt);
        await App.BackDoor.SetAsync(@operator, "ExpiresAt", endsAt.AddMinutes(-5));
        await AssertEndsAsync(() => RefreshAsync(signedIn.Text("refresh_token")), endsAt.AddMinutes(-5));
    }

    [Fact]
    public async Task Of_a_secret_from_before_a_rotation()
    {
        var account = await App.RegisterAsync();
        var rotated = await Api.PostJsonAsync($"/api/v1/api-users/{account.ApiUserGuid}/rotate", """{"overlapDays":1}""");
        rotated.Is(HttpStatusCode.OK);
        var endsAt = DateTimeOffset.UtcNow.AddMinutes(10);
        await App.BackDoor.SetAsync(account, "PreviousSecretEndsAt", endsAt);

        await AssertEndsAsync(() => App.As(account).PostFormAsync("/oauth/token", Grant), endsAt);
        var current = await App.Anonymous.With(account.UserName, rotated.Text("secret")).PostFormAsync("/oauth/token", Grant);
        Assert.Equal(3_600, current.Is(HttpStatusCode.OK).Json.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task Of_a_custom_service_whose_operator_expires()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var endsAt = DateTimeOffset.UtcNow.AddMinutes(10);
        await App.BackDoor.SetAsync(service.Operator, "ExpiresAt", endsAt);

        await AssertEndsAsync(() => service.AskAsync(App), endsAt);
    }

    [Fact]
    public async Task It_is_the_lifetime_of_a_token_where_nothing_ends_before()
    {
        var account = await App.RegisterAsync();
        await App.BackDoor.SetAsync(account, "ExpiresAt", DateTimeOffset.UtcNow.AddHours(2));

        var token = (await App.As(account).PostFormAsync("/oauth/token", Grant)).Is(HttpStatusCode.OK);
        Assert.Equal(3_600, token.Json.GetProperty("expires_in").GetInt32());
    }

    private async Task<Answer> AssertEndsAsync(Func<Task<Answer>> issue, DateTimeOffset endsAt)
    {
        var asked = DateTimeOffset.UtcNow;
        var issued = await issue();
        var lifetime = TimeSpan.FromSeconds(issued.Is(HttpStatusCode.OK).Json.GetProperty("expires_in").GetInt32());
        Assert.True(lifetime > TimeSpan.Zero && lifetime <= endsAt - asked, lifetime.ToString("c", CultureInfo.InvariantCulture));
        var introspected = await Api.PostFormAsync("/oauth/introspect", ("token", issued.Text("access_token")));
        Assert.True(introspected.Is(HttpStatusCode.OK).Json.GetProperty("active").GetBoolean());
        Assert.InRange(introspected.Json.GetProperty("exp").GetInt64(), endsAt.ToUnixTimeSeconds() - 1, endsAt.ToUnixTimeSeconds());
        return issued;
    }

    private Task<Answer> SignInAsync(SeededOperator @operator) => App.Anonymous.PostFormAsync(
        "/oauth/token",
        ("grant_type", "password"), ("client_id", "console"), ("username", @operator.UserName), ("password", @operator.Password));

    private Task<Answer> RefreshAsync(string token) => App.Anonymous.PostFormAsync(
        "/oauth/token", ("grant_type", "refresh_token"), ("client_id", "console"), ("refresh_token", token));
}
