using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>Who may do what under <c>/v4/ApiUser</c>, and what does not exist for whom.</summary>
[Collection<UptrendsApp>]
public sealed class ApiUserRightsTests(AppFixture fixture)
{
    private const string Unknown = "01234567-89ab-4cde-8f01-23456789abcd";

    private readonly App app = fixture.App;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "/v4/ApiUser" },
        { "POST", "/v4/ApiUser" },
        { "GET", "/v4/ApiUser/Operator/" + Unknown },
        { "GET", "/v4/ApiUser/" + Unknown },
        { "PUT", "/v4/ApiUser/" + Unknown },
        { "DELETE", "/v4/ApiUser/" + Unknown },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_refuses_a_caller_without_right_credentials(string method, string path)
    {
        var account = await app.RegisterAsync();
        ApiClient[] callers =
        [
            app.Anonymous,
            app.Administrator, // an operator's own password opens /v4/Register only
            app.AsOperator(account.UserName, "wrong"),
            app.AsOperator(account.UserName, ""),
            app.AsOperator(account.UserName, account.Password[..^1] + (account.Password[^1] == 'x' ? 'y' : 'x')),
            app.AsOperator("", ""),
            app.Anonymous.WithAuthorization("Basic !"),
        ];

        foreach (var caller in callers)
        {
            var refused = await caller.SendAsync(new(method), path);
            refused.Is(HttpStatusCode.Unauthorized);
            Assert.Equal("Basic realm=\"API accounts\", charset=\"UTF-8\"", refused.Header("WWW-Authenticate"));
            Assert.Equal(
                "The credentials are missing or wrong. This path takes the user name and secret of an API user, or an access token.",
                refused.UptrendsMessage);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_refuses_right_credentials_that_have_ended(string method, string path)
    {
        var account = await app.RegisterAsync();
        await app.BackDoor.SetAsync(account, "IsEnabled", false);

        var refused = await app.As(account).SendAsync(new(method), path);

        refused.Is(HttpStatusCode.Forbidden);
        Assert.Equal(
            "The credentials are correct, but the API user or its operator is disabled, locked or expired.", refused.UptrendsMessage);
    }

    [Fact]
    public async Task Another_partners_API_users_and_operators_do_not_exist()
    {
        var foreign = await app.RegisterAsync(await app.BackDoor.NewPartnerAsync());
        var account = await app.RegisterAsync(); // an administrator's

        foreach (var (method, path, body, what) in new[]
        {
            ("GET", $"/v4/ApiUser/{foreign.ApiUserGuid}", "", "API user"),
            ("PUT", $"/v4/ApiUser/{foreign.ApiUserGuid}", Body(foreign.OperatorGuid, "Taken"), "API user"),
            ("PUT", $"/v4/ApiUser/{foreign.ApiUserGuid}", Body(account.OperatorGuid, "Taken"), "API user"),
            ("DELETE", $"/v4/ApiUser/{foreign.ApiUserGuid}", "", "API user"),
            ("GET", $"/v4/ApiUser/Operator/{foreign.OperatorGuid}", "", "operator"),
            ("POST", "/v4/ApiUser", Body(foreign.OperatorGuid, "Taken"), "operator"),
        })
        {
            var refused = await SendAsync(account, method, path, body);
            refused.Is(HttpStatusCode.NotFound);
            Assert.Equal($"There is no such {what}.", refused.UptrendsMessage);
        }

        var list = await app.As(foreign).GetAsync("/v4/ApiUser");
        Assert.Equal("API", Assert.Single(list.Json.EnumerateArray()).GetProperty("Description").GetString());
    }

    [Fact]
    public async Task A_plain_operators_account_may_not_touch_another_operators()
    {
        var own = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());
        var other = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());

        foreach (var (method, path, body) in new[]
        {
            ("GET", $"/v4/ApiUser/{other.ApiUserGuid}", ""),
            ("PUT", $"/v4/ApiUser/{other.ApiUserGuid}", Body(other.OperatorGuid, "Taken")),
            ("PUT", $"/v4/ApiUser/{other.ApiUserGuid}", Body(own.OperatorGuid, "Taken")),
            ("DELETE", $"/v4/ApiUser/{other.ApiUserGuid}", ""),
            ("GET", $"/v4/ApiUser/Operator/{other.OperatorGuid}", ""),
            ("POST", "/v4/ApiUser", Body(other.OperatorGuid, "Taken")),
        })
        {
            var refused = await SendAsync(own, method, path, body);
            refused.Is(HttpStatusCode.Forbidden);
            Assert.Equal("The caller does not have the right to do this.", refused.UptrendsMessage);
        }

        var list = await app.As(other).GetAsync("/v4/ApiUser");
        Assert.Equal("API", Assert.Single(list.Json.EnumerateArray()).GetProperty("Description").GetString());
    }

    [Fact]
    public async Task A_plain_operators_account_may_manage_its_own_operators()
    {
        var own = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());

        var created = await SendAsync(own, "POST", "/v4/ApiUser", Body(own.OperatorGuid, "Second"));

        var path = $"/v4/ApiUser/{created.Is(HttpStatusCode.Created).Text("ApiUserGuid")}";
        (await SendAsync(own, "GET", path)).Is(HttpStatusCode.OK);
        (await SendAsync(own, "PUT", path, Body(own.OperatorGuid, "Changed"))).Is(HttpStatusCode.NoContent);
        (await SendAsync(own, "DELETE", path)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_administrators_account_may_manage_all_of_its_partner()
    {
        var administrators = await app.RegisterAsync();
        var other = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());
        var path = $"/v4/ApiUser/{other.ApiUserGuid}";

        (await SendAsync(administrators, "GET", path)).Is(HttpStatusCode.OK);
        (await SendAsync(administrators, "PUT", path, Body(other.OperatorGuid, "Changed"))).Is(HttpStatusCode.NoContent);
        (await SendAsync(administrators, "POST", "/v4/ApiUser", Body(other.OperatorGuid, "Another"))).Is(HttpStatusCode.Created);
        (await SendAsync(administrators, "DELETE", path)).Is(HttpStatusCode.NoContent);
        (await app.As(other).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_account_that_is_no_administrators_any_more_has_lost_the_rights_of_one()
    {
        var administrator = await app.BackDoor.NewOperatorAsync(isAdministrator: true);
        var account = await app.RegisterAsync(administrator);
        var other = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());
        (await SendAsync(account, "GET", $"/v4/ApiUser/{other.ApiUserGuid}")).Is(HttpStatusCode.OK);

        await app.BackDoor.SetAsync(administrator, "IsAdministrator", false);

        (await SendAsync(account, "GET", $"/v4/ApiUser/{other.ApiUserGuid}")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_API_user_that_is_not_there_is_not_found()
    {
        var account = await app.RegisterAsync();
        var existing = Parse(account.ApiUserGuid);
        string[] guids =
        [
            Unknown,
            account.OperatorGuid,
            AccountId.New(AccountKind.ApiUser, existing.Pid, existing.UserId, existing.Bucket).ToString(), // a guess at the rest
            AccountId.New(AccountKind.ApiUser, existing.Pid, 4_000_000_000, 4_095).ToString(),
            AccountId.New(AccountKind.CustomService, existing.Pid, existing.UserId, existing.Bucket).ToString(),
        ];

        foreach (var guid in guids)
        {
            foreach (var (method, body) in new[] { ("GET", ""), ("PUT", Body(account.OperatorGuid, "Any")), ("DELETE", "") })
            {
                var refused = await SendAsync(account, method, $"/v4/ApiUser/{guid}", body);
                refused.Is(HttpStatusCode.NotFound);
                Assert.Equal("There is no such API user.", refused.UptrendsMessage);
            }
        }
    }

    [Fact]
    public async Task An_operator_that_is_not_there_is_not_found()
    {
        var account = await app.RegisterAsync();
        var existing = Parse(account.OperatorGuid);
        string[] guids =
        [
            Unknown,
            account.ApiUserGuid,
            AccountId.New(AccountKind.Operator, existing.Pid, existing.UserId, existing.Bucket).ToString(),
            AccountId.New(AccountKind.Operator, existing.Pid, 4_000_000_000, 1).ToString(),
        ];

        foreach (var guid in guids)
        {
            foreach (var refused in new[]
            {
                await SendAsync(account, "GET", $"/v4/ApiUser/Operator/{guid}"),
                await SendAsync(account, "POST", "/v4/ApiUser", Body(guid, "Any")),
            })
            {
                refused.Is(HttpStatusCode.NotFound);
                Assert.Equal("There is no such operator.", refused.UptrendsMessage);
            }
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Operator")]
    [InlineData("1")]
    [InlineData("%20")]
    [InlineData("0123456789ab4cde8f0123456789abcd")]
    [InlineData("%7B01234567-89ab-4cde-8f01-23456789abcd%7D")]
    [InlineData("01234567-89ab-4cde-8f01-23456789abcd%2F")]
    [InlineData("01234567-89ab-4cde-8f01-23456789abcd;")]
    public async Task A_garbled_GUID_is_a_bad_request(string text)
    {
        const string Example = "01234567-89ab-8def-8123-456789abcdef.";
        var account = await app.RegisterAsync();

        foreach (var (method, body) in new[] { ("GET", ""), ("PUT", Body(account.OperatorGuid, "Any")), ("DELETE", "") })
        {
            var refused = await SendAsync(account, method, $"/v4/ApiUser/{text}", body);
            refused.Is(HttpStatusCode.BadRequest);
            Assert.Equal("The GUID of the API user must have the form " + Example, refused.UptrendsMessage);
        }
        var ofOperator = await SendAsync(account, "GET", $"/v4/ApiUser/Operator/{text}");
        ofOperator.Is(HttpStatusCode.BadRequest);
        Assert.Equal("The GUID of the operator must have the form " + Example, ofOperator.UptrendsMessage);
    }

    private static string Body(string operatorGuid, string description) =>
        $$"""{"OperatorGuid":"{{operatorGuid}}","Description":"{{description}}"}""";

    private static AccountId Parse(string guid)
    {
        Assert.True(AccountId.TryParse(guid, out var id));
        return id;
    }

    private Task<Answer> SendAsync(RegisteredAccount account, string method, string path, string body = "") =>
        app.As(account).SendAsync(new(method), path, body.Length == 0 ? null : ApiClient.Json(System.Text.Encoding.UTF8.GetBytes(body)));
}
