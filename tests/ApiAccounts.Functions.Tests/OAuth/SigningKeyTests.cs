using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary>The app started anew with other settings, on the same storage.</summary>
public sealed class SigningKeyTests
{
    private const string OtherKey = "YW5vdGhlciBzaWduaW5nIGtleSwgb2YgMzIgYnl0ZXM=";

    [Fact]
    public async Task Tokens_of_an_older_key_go_on_working_until_it_is_taken_away()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        SignedIn old;
        await using (var before = await App.StartAsync(account)) old = await before.SignInAsync();

        SignedIn refreshed;
        await using (var both = await App.StartAsync(account, ("Tokens__SigningKeys__2", OtherKey)))
        {
            (await both.Anonymous.WithToken(old.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
            refreshed = SignedIn.Of((await RefreshAsync(both, old.RefreshToken)).Is(HttpStatusCode.OK));
            Assert.Equal(("1", "2"), (KeyOf(old.AccessToken), KeyOf(refreshed.AccessToken)));
            (await both.Anonymous.WithToken(refreshed.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
        }

        await using var after = await App.StartAsync(account, ("Tokens__SigningKeys__1", null), ("Tokens__SigningKeys__2", OtherKey));
        (await after.Anonymous.WithToken(old.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await after.Anonymous.WithToken(refreshed.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await RefreshAsync(after, refreshed.RefreshToken)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_console_people_sign_in_through_API_users_only()
    {
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), ("Tokens__AllowConsole", "false"));
        var client = await app.RegisterAsync();
        (string, string)[] password =
            [("grant_type", "password"), ("username", App.AdministratorName), ("password", App.AdministratorPassword)];
        var console = await app.Anonymous.PostFormAsync("/oauth/token", [("client_id", "console"), .. password]);
        Assert.Equal("invalid_client", console.Is(HttpStatusCode.Unauthorized).Text("error"));
        (await app.As(client).PostFormAsync("/oauth/token", password)).Is(HttpStatusCode.OK);
    }

    private static string KeyOf(string token) => Jwt.Read(token, 0)["kid"]!.GetValue<string>();

    private static Task<Answer> RefreshAsync(App app, string token) =>
        app.Anonymous.PostFormAsync("/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", token));
}
