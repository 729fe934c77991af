using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary><c>/oauth/token</c>: which tokens are given for what, and every way to be refused.</summary>
[Collection<OAuthApp>]
public sealed class TokenTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task An_operator_signs_in_through_the_console()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();

        var answer = (await SignInAsync(@operator)).Is(HttpStatusCode.OK);

        Assert.Equal(["access_token", "token_type", "refresh_token", "expires_in", "scope"], Answer.Names(answer.Json));
        Assert.Equal(
            ("bearer", 3600, "api"), (answer.Text("token_type"), answer.Json.GetProperty("expires_in").GetInt32(), answer.Text("scope")));
        Assert.Equal(("no-store", "no-cache"), (answer.Header("Cache-Control"), answer.Header("Pragma")));
        var claims = Jwt.Read(answer.Text("access_token"), 1);
        Assert.Equal((@operator.OperatorGuid, "console"), (claims["sub"]!.GetValue<string>(), claims["client_id"]!.GetValue<string>()));
        Assert.Equal(3600, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        var verified = (await app.Anonymous.WithToken(answer.Text("access_token")).GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(
            (@operator.OperatorGuid, "1", null),
            (verified.Header("X-Operator"), verified.Header("X-Partner"), verified.Header("X-Api-User")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_operator_signs_in_through_an_API_user_of_its_partner(bool basic)
    {
        var (@operator, client) = (await app.BackDoor.NewOperatorAsync(), await app.RegisterAsync());
        var signedIn = SignedIn.Of((await AskAsync(client, basic, PasswordOf(@operator))).Is(HttpStatusCode.OK));
        Assert.Equal(client.UserName, Jwt.Read(signedIn.AccessToken, 1)["client_id"]!.GetValue<string>());

        var next = await AskAsync(client, basic, ("grant_type", "refresh_token"), ("refresh_token", signedIn.RefreshToken));
        next.Is(HttpStatusCode.OK);
        Refused(await RefreshAsync(next.Text("refresh_token")), "invalid_grant"); // the console's it is not
    }

    [Fact]
    public async Task Through_an_API_user_of_another_partner_it_is_refused_as_a_wrong_password_is()
    {
        var (@operator, client) = (await app.BackDoor.NewOperatorAsync(), await app.RegisterAsync(await app.BackDoor.NewPartnerAsync()));
        Assert.Equal(
            "The user name or the password is wrong.", Refused(await AskAsync(client, true, PasswordOf(@operator)), "invalid_grant"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_API_user_gets_a_token_to_act_as_itself(bool basic)
    {
        var client = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());
        var answer = (await AskAsync(client, basic, ("grant_type", "client_credentials"), ("scope", "api"))).Is(HttpStatusCode.OK);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], Answer.Names(answer.Json));
        Assert.Equal(3600, answer.Json.GetProperty("expires_in").GetInt32());

        var caller = app.Anonymous.WithToken(answer.Text("access_token"));
        var verified = (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal((client.ApiUserGuid, client.OperatorGuid), (verified.Header("X-Api-User"), verified.Header("X-Operator")));
        Assert.Equal(
            client.ApiUserGuid,
            Assert.Single((await caller.GetAsync("/v4/ApiUser")).Json.EnumerateArray()).GetProperty("ApiUserGuid").GetString());
    }

    [Fact]
    public async Task Calls_with_an_API_users_token_count_as_its_uses_and_share_its_rate_limit()
    {
        var (client, manager) = (await app.RegisterAsync(await app.BackDoor.NewOperatorAsync()), await app.RegisterAsync());
        var answer = (await AskAsync(client, true, ("grant_type", "client_credentials"))).Is(HttpStatusCode.OK); // itself a use
        var caller = app.Anonymous.WithToken(answer.Text("access_token"));
        for (var i = 0; i < 3; i++) (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Usage.Eventually.Async(
            async () =>
                (await app.As(manager).GetAsync($"/api/v1/api-users/{client.ApiUserGuid}")).Json.GetProperty("requestsLast30Days")
                    .GetInt64() == 4,
            "four uses are counted");

        await app.BackDoor.SetAsync(client, "RateLimitRequests", 2);
        await app.BackDoor.SetAsync(client, "RateLimitSeconds", 3600);
        (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal("\"api-user\";q=2;w=3600", (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK).Header("RateLimit-Policy"));
        Assert.Equal("rate_limited", Problem.Of(await caller.GetAsync("/verify"), HttpStatusCode.TooManyRequests).Code);
        var refused = await AskAsync(client, true, ("grant_type", "client_credentials"));
        Assert.Equal("temporarily_unavailable", refused.Is(HttpStatusCode.TooManyRequests).Text("error"));
        Assert.NotNull(refused.Header("Retry-After"));
    }

    [Fact]
    public async Task A_refresh_token_brings_the_next_and_the_one_before_is_answered_again_for_a_while()
    {
        var first = await app.SignInAsync(await app.BackDoor.NewOperatorAsync());
        var second = SignedIn.Of((await RefreshAsync(first.RefreshToken)).Is(HttpStatusCode.OK));
        var again = SignedIn.Of((await RefreshAsync(first.RefreshToken)).Is(HttpStatusCode.OK));
        var third = SignedIn.Of((await RefreshAsync(second.RefreshToken)).Is(HttpStatusCode.OK));

        Assert.Equal(
            [0, 1, 1, 2], new[] { first, second, again, third }.Select(tokens => Jwt.Read(tokens.RefreshToken, 1)["gen"]!.GetValue<int>()));
        foreach (var tokens in new[] { first, second, again, third })
            (await app.Anonymous.WithToken(tokens.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_once_too_often_ends_the_session()
    {
        var first = await app.SignInAsync(await app.BackDoor.NewOperatorAsync());
        var second = SignedIn.Of((await RefreshAsync(first.RefreshToken)).Is(HttpStatusCode.OK));
        var third = SignedIn.Of((await RefreshAsync(second.RefreshToken)).Is(HttpStatusCode.OK));

        Refused(await RefreshAsync(first.RefreshToken), "invalid_grant");

        Refused(await RefreshAsync(third.RefreshToken), "invalid_grant");
        (await app.Anonymous.WithToken(third.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_twenty_refreshes_at_once_with_one_token_all_succeed_with_the_same_next_one()
    {
        var first = await app.SignInAsync(await app.BackDoor.NewOperatorAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(first.RefreshToken)));

        Assert.All(answers,
            answer => Assert.Equal(1, Jwt.Read(answer.Is(HttpStatusCode.OK).Text("refresh_token"), 1)["gen"]!.GetValue<int>()));
        (await RefreshAsync(answers[0].Text("refresh_token"))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("grant_type")]
    [InlineData("username")]
    [InlineData("password")]
    public async Task A_missing_parameter_is_named_and_one_without_a_value_is_missing(string name)
    {
        (string Name, string Value)[] all =
            [("client_id", "console"), ("grant_type", "password"), ("username", "nobody"), ("password", "wrong")];
        var without = await app.Anonymous.PostFormAsync("/oauth/token", [.. all.Where(parameter => parameter.Name != name)]);
        Assert.Equal($"The parameter {name} is missing.", Refused(without, "invalid_request"));
        var empty = await app.Anonymous.PostFormAsync(
            "/oauth/token", [.. all.Select(parameter => parameter.Name == name ? (name, "") : parameter)]);
        Assert.Equal($"The parameter {name} is missing.", Refused(empty, "invalid_request"));
    }

    [Theory]
    [InlineData("client_id=console&grant_type=password&username=a&password=b&password=c", "A parameter occurs more than once.")]
    [InlineData("client_id=console&grant_type=password&grant_type=password", "A parameter occurs more than once.")]
    [InlineData("client_id=console&grant_type=refresh_token", "The parameter refresh_token is missing.")]
    [InlineData("client_id=console&x=\u00ff", "The body is not a form in UTF-8.")]
    public async Task A_garbled_request_is_told_what_is_wrong(string body, string description)
    {
        using var content =
            new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };
        Assert.Equal(description, Refused(await app.Anonymous.SendAsync(HttpMethod.Post, "/oauth/token", content), "invalid_request"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? contentType)
    {
        using var content = new ByteArrayContent("grant_type=password&client_id=console"u8.ToArray());
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Assert.Equal(
            "The Content-Type must be application/x-www-form-urlencoded.",
            Refused(await app.Anonymous.SendAsync(HttpMethod.Post, "/oauth/token", content), "invalid_request"));
    }

    [Fact]
    public async Task A_content_type_may_name_the_encoding()
    {
        using var content = new ByteArrayContent("grant_type=nothing&client_id=console"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
        Refused(await app.Anonymous.SendAsync(HttpMethod.Post, "/oauth/token", content), "unsupported_grant_type");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await app.Anonymous.PostFormAsync("/oauth/token", ("password", new string('x', 1_048_577)));
        Assert.Equal("invalid_request", answer.Is(HttpStatusCode.RequestEntityTooLarge).Text("error"));
    }

    [Fact]
    public async Task Nothing_is_read_from_the_query() => Assert.Equal(
        "The parameter grant_type is missing.",
        Refused(await app.Anonymous.PostFormAsync("/oauth/token?grant_type=client_credentials", ("client_id", "console")),
            "invalid_request"));

    [Fact]
    public async Task A_client_that_is_none_is_asked_for_its_credentials()
    {
        var client = await app.RegisterAsync();
        var disabled = await app.RegisterAsync();
        await app.BackDoor.SetAsync(disabled, "IsEnabled", false);
        (string, string) grant = ("grant_type", "client_credentials");
        foreach (var answer in new[]
        {
            await app.Anonymous.PostFormAsync("/oauth/token", grant),
            await app.Anonymous.PostFormAsync("/oauth/token", grant, ("client_secret", client.Password)),
            await app.Anonymous.PostFormAsync("/oauth/token", grant, ("client_id", client.UserName)),
            await app.Anonymous.PostFormAsync("/oauth/token", grant, ("client_id", client.UserName), ("client_secret", "wrong")),
            await app.Anonymous.PostFormAsync("/oauth/token", grant, ("client_id", "nobody"), ("client_secret", client.Password)),
            await app.Anonymous.PostFormAsync("/oauth/token", grant, ("client_id", "console"), ("client_secret", "secret")),
            await app.AsOperator("console", "secret").PostFormAsync("/oauth/token", grant),
            await app.As(disabled).PostFormAsync("/oauth/token", grant),
            await app.Administrator.PostFormAsync("/oauth/token", grant),
            await app.Anonymous.WithAuthorization("Basic nonsense").PostFormAsync("/oauth/token", grant),
            await app.Anonymous.WithToken((await app.SignInAsync()).AccessToken).PostFormAsync("/oauth/token", grant),
        })
        {
            Assert.Equal(
                "Basic realm=\"API accounts\", charset=\"UTF-8\"", answer.Is(HttpStatusCode.Unauthorized).Header("WWW-Authenticate"));
            Assert.Equal(
                "The client's credentials are missing or wrong. This path takes the user name and secret of an API user and, except for introspection, the client console without a secret.",
                Refused(answer, "invalid_client", HttpStatusCode.Unauthorized));
        }
    }

    [Fact]
    public async Task A_client_sends_its_secret_in_one_way_only_and_no_other_id()
    {
        var (client, other) = (await app.RegisterAsync(), await app.RegisterAsync());
        (string, string) grant = ("grant_type", "client_credentials");
        foreach (var id in (string[])[client.UserName, client.UserName.ToLowerInvariant()])
            (await app.As(client).PostFormAsync("/oauth/token", grant, ("client_id", id))).Is(HttpStatusCode.OK);
        Refused(await app.As(client).PostFormAsync("/oauth/token", grant, ("client_id", other.UserName)), "invalid_request");
        Refused(await app.As(client).PostFormAsync("/oauth/token", grant, ("client_id", "console")), "invalid_request");
        Refused(await app.As(client).PostFormAsync("/oauth/token", grant, ("client_secret", client.Password)), "invalid_request");
    }

    [Fact]
    public async Task The_console_cannot_act_as_itself() => Refused(
        await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "client_credentials")), "unauthorized_client");

    [Theory]
    [InlineData("authorization_code")]
    [InlineData("Password")]
    public async Task Another_grant_type_is_not_supported(string grantType) => Refused(
        await app.Anonymous.PostFormAsync("/oauth/token", ("client_id", "console"), ("grant_type", grantType)), "unsupported_grant_type");

    [Fact]
    public async Task A_scope_that_there_is_not_is_refused()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        Assert.Equal("Only the scope api is available.", Refused(await SignInAsync(@operator, ("scope", "api admin")), "invalid_scope"));
        (await SignInAsync(@operator, ("scope", "api"))).Is(HttpStatusCode.OK);
        var signedIn = await app.SignInAsync(@operator);
        Refused(await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), (
                "refresh_token", signedIn.RefreshToken), ("scope", "more")), "invalid_scope");
        (await RefreshAsync(signedIn.RefreshToken)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_may_not_sign_in_is_refused_as_a_wrong_password_is()
    {
        var (locked, expired) = (await app.BackDoor.NewOperatorAsync(), await app.BackDoor.NewOperatorAsync());
        await app.BackDoor.SetAsync(locked, "Status", "Locked");
        await app.BackDoor.SetAsync(expired, "TemporaryPasswordEndsAt", DateTimeOffset.UtcNow.AddSeconds(-1));
        var others = new[]
        {
            (await app.BackDoor.NewOperatorAsync()) with { Password = "wrong" }, locked, expired,
            await app.BackDoor.NewOperatorAsync(isApiOnly: true), await app.BackDoor.NewOperatorAsync(allowsPasswordSignIn: false),
        };
        foreach (var @operator in others)
            Assert.Equal("The user name or the password is wrong.", Refused(await SignInAsync(@operator), "invalid_grant"));
    }

    [Fact]
    public async Task A_refresh_token_that_is_none_is_refused()
    {
        var signedIn = await app.SignInAsync();
        var forged = Jwt.Signed(Jwt.Read(signedIn.RefreshToken, 0), Jwt.Read(signedIn.RefreshToken, 1), App.Pepper);
        foreach (var token in (string[])["nonsense", signedIn.AccessToken, forged, signedIn.RefreshToken[..^5],
            Jwt.Expired(signedIn.RefreshToken)[..^3]])
            Refused(await RefreshAsync(token), "invalid_grant");
        (await RefreshAsync(signedIn.RefreshToken)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_temporary_password_opens_nothing_but_its_own_change()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(isAdministrator: true);
        await app.BackDoor.SetAsync(@operator, "TemporaryPasswordEndsAt", DateTimeOffset.UtcNow.AddMinutes(20));
        var answer = (await SignInAsync(@operator)).Is(HttpStatusCode.OK);
        Assert.Equal("change_password", answer.Text("scope"));
        Assert.InRange(answer.Json.GetProperty("expires_in").GetInt32(), 1, 1200);

        var caller = app.Anonymous.WithToken(answer.Text("access_token"));
        const string Sentence = "The password is temporary. Choose a new password first.";
        Problem.Is(await caller.GetAsync("/verify"), HttpStatusCode.Forbidden, "Forbidden", "password_change_required", Sentence);
        Problem.Is(await caller.GetAsync("/api/v1/api-users"), HttpStatusCode.Forbidden, "Forbidden", "password_change_required", Sentence);
        Assert.Equal(Sentence, (await caller.GetAsync("/v4/Operator")).Is(HttpStatusCode.Forbidden).UptrendsMessage);
        Assert.Equal(Sentence, (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Forbidden).UptrendsMessage);
        Refused(await SignInAsync(@operator, ("scope", "api")), "invalid_scope");
    }

    [Fact]
    public async Task Who_signed_in_with_a_temporary_password_chooses_another_and_signs_in_anew()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(@operator, "TemporaryPasswordEndsAt", DateTimeOffset.UtcNow.AddHours(24));
        var temporary = await app.SignInAsync(@operator);
        var body = $$"""{"oldPassword":"{{@operator.Password}}","newPassword":"Another-Staple-8"}""";

        (await app.Anonymous.WithToken(temporary.AccessToken).PutJsonAsync("/api/v1/users/self/update-password", body))
            .Is(HttpStatusCode.OK);

        Assert.Equal(
            "invalid_token",
            Problem.Of(await app.Anonymous.WithToken(temporary.AccessToken).GetAsync("/verify"), HttpStatusCode.Unauthorized).Code);
        Refused(await RefreshAsync(temporary.RefreshToken), "invalid_grant");
        var signedIn = (await SignInAsync(@operator with { Password = "Another-Staple-8" })).Is(HttpStatusCode.OK);
        Assert.Equal("api", signedIn.Text("scope"));
        (await app.Anonymous.WithToken(signedIn.Text("access_token")).GetAsync("/v4/Operator")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_no_API_user()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var (one, other, account) = (
            await app.SignInAsync(@operator), await app.SignInAsync(@operator), await app.RegisterAsync(@operator));
        var body = $$"""{"oldPassword":"{{@operator.Password}}","newPassword":"Another-Staple-8"}""";

        (await app.Anonymous.WithToken(one.AccessToken).PutJsonAsync("/api/v1/users/self/update-password", body)).Is(HttpStatusCode.OK);

        foreach (var tokens in new[] { one, other })
        {
            (await app.Anonymous.WithToken(tokens.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
            Refused(await RefreshAsync(tokens.RefreshToken), "invalid_grant");
        }
        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_in_reuse_and_the_end_of_a_session_are_in_the_audit_trail()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var first = await app.SignInAsync(@operator);
        var second = SignedIn.Of((await RefreshAsync(first.RefreshToken)).Is(HttpStatusCode.OK));
        (await RefreshAsync(second.RefreshToken)).Is(HttpStatusCode.OK);
        Refused(await RefreshAsync(first.RefreshToken), "invalid_grant");
        var other = await app.SignInAsync(@operator);
        (await app.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", other.AccessToken))).Is(HttpStatusCode.OK);

        var rows = (await app.BackDoor.RowsAsync("00000001")).Where(row => row.GetString("Subject") == @operator.OperatorGuid).Reverse()
            .Skip(1).ToList();

        Assert.Equal(["SignedIn", "RefreshTokenReused", "SignedIn", "SessionEnded"], rows.Select(row => row.GetString("Action")));
        Assert.All(rows, row => Assert.Equal("127.0.0.1", row.GetString("Address")));
        Assert.Equal(
            [.. Enumerable.Repeat("""[{"field":"client","after":"console"}]""", 3), """[{"field":"client","before":"console"}]"""],
            rows.Select(row => row.GetString("Changes")));
        var (one, two) = (
            Jwt.Read(first.AccessToken, 1)["sid"]!.GetValue<string>(), Jwt.Read(other.AccessToken, 1)["sid"]!.GetValue<string>());
        Assert.Equal([one, one, two, two], rows.Select(row => row.GetString("Session")));
    }

    private static (string, string)[] PasswordOf(SeededOperator @operator) =>
        [("grant_type", "password"), ("username", @operator.UserName), ("password", @operator.Password)];

    /// <returns>The description.</returns>
    private static string Refused(Answer answer, string error, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        answer.Is(status);
        Assert.Equal(["error", "error_description"], Answer.Names(answer.Json));
        Assert.Equal(error, answer.Text("error"));
        Assert.Equal(("no-store", "no-cache"), (answer.Header("Cache-Control"), answer.Header("Pragma")));
        return answer.Text("error_description");
    }

    private Task<Answer> SignInAsync(SeededOperator @operator, params (string, string)[] more) =>
        app.Anonymous.PostFormAsync("/oauth/token", [("client_id", "console"), .. PasswordOf(@operator), .. more]);

    private Task<Answer> RefreshAsync(string token) =>
        app.Anonymous.PostFormAsync("/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>As an API user, which names itself in the header or in the body.</summary>
    private Task<Answer> AskAsync(RegisteredAccount client, bool basic, params (string, string)[] parameters) => basic
        ? app.As(client).PostFormAsync("/oauth/token", parameters)
        : app.Anonymous.PostFormAsync("/oauth/token", [("client_id", client.UserName), ("client_secret", client.Password), .. parameters]);
}
