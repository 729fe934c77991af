using System.Text.Json.Nodes;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary>Access tokens on the other routes, and their end.</summary>
[Collection<OAuthApp>]
public sealed class BearerTests(AppFixture fixture)
{
    private const string Invalid = "The access token is not valid or has been revoked.";

    private readonly App app = fixture.App;

    [Fact]
    public async Task A_token_has_the_rights_of_its_operator_in_every_dialect()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var caller = app.Anonymous.WithToken((await app.SignInAsync(@operator)).AccessToken);
        var listed = Assert.Single((await caller.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK).Json.EnumerateArray());
        Assert.Equal(@operator.OperatorGuid, listed.GetProperty("OperatorGuid").GetString());

        var made = (await caller.PostJsonAsync($"/api/v1/operators/{@operator.OperatorGuid}/api-users", """{"description":"Mine"}"""))
            .Is(HttpStatusCode.Created);
        (await app.AsOperator(made.Text("userName"), made.Text("secret")).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"A group"}""")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_done_with_a_token_is_by_its_operator_in_its_session()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var signedIn = await app.SignInAsync(@operator);
        var made = await app.Anonymous.WithToken(signedIn.AccessToken).PostJsonAsync(
            $"/api/v1/operators/{@operator.OperatorGuid}/api-users", """{"description":"Mine"}""");

        var row = Assert.Single(
            await app.BackDoor.AuditOfAsync(RegisteredAccount.Of(made.Text("userName"), made.Text("secret"), @operator.OperatorGuid)));

        Assert.Equal((@operator.OperatorGuid, "127.0.0.1"), (row.GetString("Actor"), row.GetString("Address")));
        Assert.Equal(Jwt.Read(signedIn.AccessToken, 1)["sid"]!.GetValue<string>(), row.GetString("Session"));
    }

    [Fact]
    public async Task The_scheme_is_read_in_any_letter_case()
    {
        var token = (await app.SignInAsync()).AccessToken;
        foreach (var scheme in (string[])["bearer", "BEARER", "Bearer "])
            (await app.Anonymous.WithAuthorization($"{scheme} {token}").GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_is_none_is_told_so_and_never_echoed()
    {
        var signedIn = await app.SignInAsync();
        var (header, claims) = (Jwt.Read(signedIn.AccessToken, 0), Jwt.Read(signedIn.AccessToken, 1));
        var other = JsonNode.Parse(claims.ToJsonString())!;
        other["sid"] = "a0000005-4000-8000-8380-780000000009";
        string[] tokens =
        [
            "nonsense",
            signedIn.RefreshToken,
            signedIn.AccessToken[..^5],
            Jwt.Signed(header, claims, App.Pepper),
            Jwt.Signed(header, other), // a session that is not there
            $"{Jwt.Part(JsonNode.Parse("""{"alg":"none","typ":"at+jwt"}""")!)}.{Jwt.Part(claims)}.",
            Jwt.Signed(JsonNode.Parse("""{"alg":"HS256","typ":"at+jwt"}""")!, claims),
            Jwt.Signed(JsonNode.Parse("""{"alg":"HS256","kid":"2","typ":"at+jwt"}""")!, claims),
            new('x', 5_000),
        ];
        // so that the others are wrong for their reasons
        (await app.Anonymous.WithToken(Jwt.Signed(header, claims)).GetAsync("/verify")).Is(HttpStatusCode.OK);
        foreach (var token in tokens) await AssertEndedAsync(token, Invalid);
    }

    [Fact]
    public async Task An_expired_one_is_told_so() =>
        await AssertEndedAsync(Jwt.Expired((await app.SignInAsync()).AccessToken), "The access token has expired.");

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Digest x")]
    public async Task Without_a_token_Basic_credentials_are_asked_for(string header) => Assert.Equal(
        "Basic realm=\"API accounts\", charset=\"UTF-8\"",
        (await app.Anonymous.WithAuthorization(header).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized).Header("WWW-Authenticate"));

    [Fact]
    public async Task Two_headers_are_refused_even_when_both_are_right()
    {
        var right = $"Authorization: Bearer {(await app.SignInAsync()).AccessToken}\r\n";
        Assert.Equal(200, (await RawRequest.SendAsync(app.Port, "GET /verify HTTP/1.1\r\n" + right)).Status);
        Assert.Equal(401, (await RawRequest.SendAsync(app.Port, "GET /verify HTTP/1.1\r\n" + right + right)).Status);
    }

    [Fact]
    public async Task An_operators_own_route_takes_no_token() => Assert.Equal(
        "Basic realm=\"API accounts\", charset=\"UTF-8\"",
        (await app.Anonymous.WithToken((await app.SignInAsync()).AccessToken).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized)
            .Header("WWW-Authenticate"));

    [Theory]
    [InlineData("Status", "Locked")]
    [InlineData("Status", "Inactive")]
    [InlineData("SignInVersion", 7)]
    public async Task It_ends_with_what_becomes_of_its_operator(string property, object value)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var signedIn = await app.SignInAsync(@operator);
        var account = await app.RegisterAsync(@operator);
        var byClient = (await app.As(account).PostFormAsync("/oauth/token", ("grant_type", "client_credentials"))).Is(HttpStatusCode.OK)
            .Text("access_token");
        foreach (var token in (string[])[signedIn.AccessToken, byClient])
            (await app.Anonymous.WithToken(token).GetAsync("/verify")).Is(HttpStatusCode.OK);

        await app.BackDoor.SetAsync(@operator, property, value);

        foreach (var token in (string[])[signedIn.AccessToken, byClient]) await AssertEndedAsync(token, Invalid);
        (await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), (
                "refresh_token", signedIn.RefreshToken))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_that_acts_as_an_API_user_ends_with_its_secret_and_lives_on_with_the_overlap()
    {
        var (holder, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        var token = (await app.As(holder).PostFormAsync("/oauth/token", ("grant_type", "client_credentials"))).Is(HttpStatusCode.OK)
            .Text("access_token");
        (await app.As(manager).PostJsonAsync($"/api/v1/api-users/{holder.ApiUserGuid}/rotate", """{"overlapDays":1}"""))
            .Is(HttpStatusCode.OK);
        (await app.Anonymous.WithToken(token).GetAsync("/verify")).Is(HttpStatusCode.OK);

        (await app.As(manager).PostJsonAsync($"/api/v1/api-users/{holder.ApiUserGuid}/rotate", """{"overlapDays":0}"""))
            .Is(HttpStatusCode.OK);
        await AssertEndedAsync(token, Invalid);
    }

    private async Task AssertEndedAsync(string token, string description)
    {
        var caller = app.Anonymous.WithToken(token);
        var native = await caller.GetAsync("/api/v1/api-users");
        Assert.Equal(new Problem("invalid_token", null, description), Problem.Of(native, HttpStatusCode.Unauthorized));
        var uptrends = await caller.GetAsync("/v4/ApiUser");
        Assert.Equal(description, uptrends.Is(HttpStatusCode.Unauthorized).UptrendsMessage);
        foreach (var answer in new[] { native, uptrends, (await caller.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized) })
        {
            Assert.Equal(
                $"Bearer realm=\"API accounts\", error=\"invalid_token\", error_description=\"{description}\"",
                answer.Header("WWW-Authenticate"));
            Assert.DoesNotContain(token, answer.ToString(), StringComparison.Ordinal);
        }
    }
}
