using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary><c>/oauth/revoke</c> (RFC 7009) and <c>/oauth/introspect</c> (RFC 7662).</summary>
[Collection<OAuthApp>]
public sealed class RevocationTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_either_token_ends_the_session(bool byAccessToken)
    {
        var signedIn = await app.SignInAsync();
        (await app.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);

        var answer = await RevokeAsync(byAccessToken ? signedIn.AccessToken : signedIn.RefreshToken);

        Assert.Equal("{}", answer.Is(HttpStatusCode.OK).Body);
        (await app.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        var refreshed = await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", signedIn.RefreshToken));
        Assert.Equal("invalid_grant", refreshed.Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Fact]
    public async Task Other_sessions_of_the_operator_go_on()
    {
        var (one, other) = (await app.SignInAsync(), await app.SignInAsync());
        (await RevokeAsync(one.RefreshToken)).Is(HttpStatusCode.OK);
        (await app.Anonymous.WithToken(other.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_no_token_or_none_any_more_is_answered_alike()
    {
        var signedIn = await app.SignInAsync();
        foreach (var token in (string[])["nonsense", signedIn.RefreshToken, signedIn.RefreshToken, signedIn.AccessToken])
            Assert.Equal("{}", (await RevokeAsync(token)).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task Another_clients_token_is_not_revoked()
    {
        var signedIn = await app.SignInAsync();
        var answer = await app.As(await app.RegisterAsync()).PostFormAsync("/oauth/revoke", ("token", signedIn.RefreshToken));
        Assert.Equal("invalid_grant", answer.Is(HttpStatusCode.BadRequest).Text("error"));
        (await app.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/oauth/revoke")]
    [InlineData("/oauth/introspect")]
    public async Task Without_a_token_or_a_client_it_is_refused(string path)
    {
        var missing = await app.As(await app.RegisterAsync()).PostFormAsync(path, ("token", ""));
        Assert.Equal("invalid_request", missing.Is(HttpStatusCode.BadRequest).Text("error"));
        var anonymous = await app.Anonymous.PostFormAsync(path, ("token", "x"));
        Assert.Equal("invalid_client", anonymous.Is(HttpStatusCode.Unauthorized).Text("error"));
    }

    [Fact]
    public async Task Of_a_token_that_works_it_is_told_what_it_is()
    {
        var (@operator, client) = (await app.BackDoor.NewOperatorAsync(), await app.RegisterAsync());
        var signedIn = await app.SignInAsync(@operator);
        var claims = Jwt.Read(signedIn.AccessToken, 1);

        var access = await InspectAsync(client, signedIn.AccessToken);
        Assert.Equal(["active", "scope", "client_id", "sub", "token_type", "iat", "exp"], Answer.Names(access.Json));
        Assert.Equal(
            (true, "api", "console", @operator.OperatorGuid, "bearer"),
            (access.Json.GetProperty("active").GetBoolean(), access.Text("scope"), access.Text("client_id"), access.Text("sub"),
                access.Text("token_type")));
        Assert.Equal(
            (claims["iat"]!.GetValue<long>(), claims["exp"]!.GetValue<long>()),
            (access.Json.GetProperty("iat").GetInt64(), access.Json.GetProperty("exp").GetInt64()));

        var refresh = await InspectAsync(client, signedIn.RefreshToken);
        Assert.Equal(["active", "scope", "client_id", "sub", "iat", "exp"], Answer.Names(refresh.Json));
    }

    [Fact]
    public async Task Of_an_API_users_token_the_API_user_is_told()
    {
        var client = await app.RegisterAsync();
        var token = (await app.As(client).PostFormAsync("/oauth/token", ("grant_type", "client_credentials"))).Text("access_token");
        Assert.Equal(client.ApiUserGuid, (await InspectAsync(client, token)).Text("sub"));
    }

    [Fact]
    public async Task Of_all_else_nothing_is_told()
    {
        var client = await app.RegisterAsync();
        var (revoked, foreign) = (await app.SignInAsync(), await app.SignInAsync(await app.BackDoor.NewPartnerAsync()));
        (await RevokeAsync(revoked.RefreshToken)).Is(HttpStatusCode.OK);
        string[] tokens =
        [
            "nonsense", revoked.AccessToken, revoked.RefreshToken, foreign.AccessToken, foreign.RefreshToken, Jwt.Expired(
                (await app.SignInAsync()).AccessToken),
        ];
        foreach (var token in tokens) Assert.Equal("""{"active":false}""", (await InspectAsync(client, token)).Body);
    }

    [Fact]
    public async Task The_console_may_not_ask() => Assert.Equal(
        "invalid_client",
        (await app.Anonymous.PostFormAsync("/oauth/introspect", ("client_id", "console"), ("token", "x"))).Is(HttpStatusCode.Unauthorized)
            .Text("error"));

    private Task<Answer> RevokeAsync(string token) =>
        app.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", token));

    private async Task<Answer> InspectAsync(RegisteredAccount client, string token) =>
        (await app.As(client).PostFormAsync("/oauth/introspect", ("token", token), ("token_type_hint", "anything"))).Is(HttpStatusCode.OK);
}
