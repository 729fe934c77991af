using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>An operator's API users: made, listed, shown, changed and deleted.</summary>
[Collection<NativeApp>]
public sealed class ApiUserTests(AppFixture fixture) : NativeTest(fixture)
{
    [Fact]
    public async Task One_is_made_with_its_secret_shown_this_one_time()
    {
        var answer = await Api.PostJsonAsync(
            ApiUsersOfManager, """{"description":"Nightly export","type":"Grafana","expiresAt":"2999-01-02T05:04:05.25+02:00"}""");

        answer.Is(HttpStatusCode.Created);
        var (id, name, secret, created) = (
            answer.Text("apiUserId"), answer.Text("userName"), answer.Text("secret"), answer.Text("createdAt"));
        Assert.Matches("^[0-9A-Z]{27}$", name);
        Assert.Matches("^apiacc_[0-9A-Za-z]{49}$", secret);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$", created);
        Assert.Equal($"/api/v1/api-users/{id}", answer.Header("Location"));
        string Shown(string between) =>
            $$"""{"apiUserId":"{{id}}","operatorId":"{{Manager.OperatorGuid}}","userName":"{{name}}",{{between}}"description":"Nightly export","type":"Grafana","enabled":true,"expiresAt":"2999-01-02T03:04:05.25Z","rateLimit":null,"createdAt":"{{created}}","lastUsed":{"status":"notYetUsed","at":null},"requestsLast30Days":0,"previousSecret":null}""";
        Assert.Equal(Shown($"\"secret\":\"{secret}\","), answer.Body);
        Assert.Equal(Shown(""), (await Api.GetAsync($"/api/v1/api-users/{id}")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(Shown(""), (await ListedAsync(id)).GetRawText());
        (await App.Anonymous.With(name, secret).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_is_generic_and_never_expires_unless_said()
    {
        var answer = (await Api.PostJsonAsync(ApiUsersOfManager, """{"description":""}""")).Is(HttpStatusCode.Created);

        Assert.Equal(("Generic", "null"), (answer.Text("type"), answer.Json.GetProperty("expiresAt").GetRawText()));
    }

    [Theory]
    [InlineData("", "malformed_request", "$")]
    [InlineData("[]", "malformed_request", "$")]
    [InlineData("null", "malformed_request", "$")]
    [InlineData("{", "malformed_request", "$")]
    [InlineData("{}", "malformed_request", "$.description")]
    [InlineData("""{"description":null}""", "malformed_request", "$.description")]
    [InlineData("""{"description":7}""", "malformed_request", "$.description")]
    [InlineData("""{"description":"\ud800"}""", "malformed_request", "$.description")]
    [InlineData("""{"description":"x","operatorId":"y"}""", "malformed_request", "$.operatorId")]
    [InlineData("""{"Description":"x"}""", "malformed_request", "$.Description")]
    [InlineData("""{"description":"a\u0007b"}""", "invalid_value", "description")]
    [InlineData("""{"description":"x","type":"grafana"}""", "invalid_value", "$.type")]
    [InlineData("""{"description":"x","type":"1"}""", "invalid_value", "$.type")]
    [InlineData("""{"description":"x","type":1}""", "malformed_request", "$.type")]
    [InlineData("""{"description":"x","expiresAt":"tomorrow"}""", "malformed_request", "$.expiresAt")]
    [InlineData("""{"description":"x","expiresAt":"2999-01-01T00:00:00"}""", "malformed_request", "$.expiresAt")]
    [InlineData("""{"description":"x","expiresAt":"2020-01-01T00:00:00Z"}""", "invalid_value", "expiresAt")]
    [InlineData("""{"description":"x","rateLimit":5}""", "malformed_request", "$.rateLimit")]
    [InlineData("""{"description":"x","rateLimit":{"seconds":1}}""", "malformed_request", "$.rateLimit.requests")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1}}""", "malformed_request", "$.rateLimit.seconds")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1.5,"seconds":1}}""", "malformed_request", "$.rateLimit.requests")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1,"seconds":1,"burst":2}}""", "malformed_request", "$.rateLimit.burst")]
    [InlineData("""{"description":"x","rateLimit":{"requests":0,"seconds":1}}""", "invalid_value", "rateLimit.requests")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1000001,"seconds":1}}""", "invalid_value", "rateLimit.requests")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1,"seconds":0}}""", "invalid_value", "rateLimit.seconds")]
    [InlineData("""{"description":"x","rateLimit":{"requests":1,"seconds":86401}}""", "invalid_value", "rateLimit.seconds")]
    public async Task What_cannot_be_made_is_told_by_its_place(string body, string code, string target)
    {
        var problem = Problem.Of(await Api.PostJsonAsync(ApiUsersOfManager, body), HttpStatusCode.BadRequest);

        Assert.Equal((code, target), (problem.Code, problem.Target));
    }

    [Fact]
    public async Task An_unknown_type_is_answered_with_those_there_are() => Assert.Equal(
        new Problem("invalid_value", "$.type", "The type must be one of Generic, MobileApp, TransactionRecorder, Grafana."),
        Problem.Of(await Api.PostJsonAsync(ApiUsersOfManager, """{"description":"x","type":"Robot"}"""), HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_description_may_have_255_characters_and_a_body_a_mebibyte()
    {
        var longest = new string('é', 255);
        var tooLong = longest + "é";
        var tooLarge = new string('x', 1024 * 1024);

        Assert.Equal(
            longest,
            (await Api.PostJsonAsync(ApiUsersOfManager, $$"""{"description":"{{longest}}"}""")).Is(HttpStatusCode.Created)
                .Text("description"));
        Assert.Equal(
            new Problem("invalid_value", "description", "The description must have at most 255 characters; it has 256."),
            Problem.Of(await Api.PostJsonAsync(ApiUsersOfManager, $$"""{"description":"{{tooLong}}"}"""), HttpStatusCode.BadRequest));
        Assert.Equal(
            "body_too_large",
            Problem.Of(await Api.PostJsonAsync(ApiUsersOfManager, $$"""{"description":"{{tooLarge}}"}"""),
                HttpStatusCode.RequestEntityTooLarge).Code);
    }

    [Fact]
    public async Task One_is_changed_as_a_whole()
    {
        var account = await App.RegisterAsync();
        var path = $"/api/v1/api-users/{account.ApiUserGuid}";

        var changed = await Api.PutJsonAsync(
            path,
            """{"description":"Wallboard","type":"MobileApp","enabled":false,"expiresAt":"2999-12-31T00:00:00Z","rateLimit":{"requests":100,"seconds":20}}""");

        changed.Is(HttpStatusCode.OK);
        Assert.Equal(
            ("Wallboard", "MobileApp", "2999-12-31T00:00:00Z"),
            (changed.Text("description"), changed.Text("type"), changed.Text("expiresAt")));
        Assert.Equal(changed.Body, (await Api.GetAsync(path)).Body);
        Assert.Equal("credential_ended", Problem.Of(await App.As(account).GetAsync("/verify"), HttpStatusCode.Forbidden).Code);

        var back = (await Api.PutJsonAsync(path,
            """{"description":"","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal("null", back.Json.GetProperty("expiresAt").GetRawText());
        Assert.Equal(back.Body, (await Api.GetAsync(path)).Body);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_that_expires_stops_working()
    {
        var account = await App.RegisterAsync();

        (await Api.PutJsonAsync(
            $"/api/v1/api-users/{account.ApiUserGuid}",
            """{"description":"","type":"Generic","enabled":true,"expiresAt":"2020-01-01T00:00:00Z","rateLimit":null}"""))
            .Is(HttpStatusCode.OK);

        Assert.Equal("credential_ended", Problem.Of(await App.As(account).GetAsync("/verify"), HttpStatusCode.Forbidden).Code);
    }

    [Theory]
    [InlineData("""{"type":"Generic","enabled":true,"expiresAt":null,"rateLimit":null}""", "malformed_request", "$.description")]
    [InlineData("""{"description":"x","enabled":true,"expiresAt":null,"rateLimit":null}""", "malformed_request", "$.type")]
    [InlineData("""{"description":"x","type":"Generic","expiresAt":null}""", "malformed_request", "$.enabled")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true}""", "malformed_request", "$.expiresAt")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true,"expiresAt":null}""", "malformed_request", "$.rateLimit")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":{}}""", "malformed_request",
        "$.rateLimit.requests")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":{"requests":0,"seconds":1}}""",
        "invalid_value", "rateLimit.requests")]
    [InlineData("""{"description":"x","type":"Generic","enabled":"yes","expiresAt":null}""", "malformed_request", "$.enabled")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true,"expiresAt":"1999-12-31T23:59:59Z","rateLimit":null}""",
        "invalid_value", "expiresAt")]
    [InlineData("""{"description":"x","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":null,"secret":"mine"}""",
        "malformed_request", "$.secret")]
    public async Task A_change_has_to_be_whole(string body, string code, string target)
    {
        var problem = Problem.Of(await Api.PutJsonAsync($"/api/v1/api-users/{Manager.ApiUserGuid}", body), HttpStatusCode.BadRequest);

        Assert.Equal((code, target), (problem.Code, problem.Target));
    }

    [Fact]
    public async Task One_is_deleted_and_stays_so()
    {
        var account = await App.RegisterAsync();
        var path = $"/api/v1/api-users/{account.ApiUserGuid}";

        var answer = (await Api.DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        Assert.Equal("", answer.Body);
        Assert.Equal("invalid_credentials", Problem.Of(await App.As(account).GetAsync("/verify"), HttpStatusCode.Unauthorized).Code);
        Assert.Equal("not_found", Problem.Of(await Api.DeleteAsync(path), HttpStatusCode.NotFound).Code);
    }

    public static TheoryData<string, string, string> OfOne => new()
    {
        { "GET", "/api/v1/api-users/{0}", "" },
        { "PUT", "/api/v1/api-users/{0}", """{"description":"x","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":null}""" },
        { "DELETE", "/api/v1/api-users/{0}", "" },
        { "POST", "/api/v1/api-users/{0}/rotate", "{}" },
        { "GET", "/api/v1/api-users/{0}/usage", "" },
    };

    [Theory]
    [MemberData(nameof(OfOne))]
    public async Task One_can_be_reached_by_those_alone_who_may(string method, string path, string body)
    {
        var (own, colleague, stranger) = (await App.RegisterAsync(), await ColleagueAsync(), await StrangerAsync());
        Task<Answer> Send(ApiClient door, string id) => SendAsync(door, method, path, id, body);

        Assert.Equal(
            new Problem("malformed_request", "apiUserId",
                "The id of the API user must have the form 01234567-89ab-8def-8123-456789abcdef."),
            Problem.Of(await Send(Api, "nonsense"), HttpStatusCode.BadRequest));
        foreach (var id in new[] { Nobody, "01234567-89ab-7def-8123-456789abcdef", own.OperatorGuid, stranger.ApiUserGuid })
        {
            var problem = Problem.Of(await Send(Api, id), HttpStatusCode.NotFound);
            Assert.Equal(("not_found", "There is no such API user."), (problem.Code, problem.Detail));
        }
        Assert.Equal("not_found", Problem.Of(await Send(App.As(stranger), own.ApiUserGuid), HttpStatusCode.NotFound).Code);
        Assert.Equal("forbidden", Problem.Of(await Send(App.As(colleague), own.ApiUserGuid), HttpStatusCode.Forbidden).Code);
        Assert.Equal("invalid_credentials", Problem.Of(await Send(App.Anonymous, own.ApiUserGuid), HttpStatusCode.Unauthorized).Code);
        Assert.Equal("invalid_credentials", Problem.Of(await Send(App.Administrator, own.ApiUserGuid), HttpStatusCode.Unauthorized).Code);
        Assert.True((await Send(App.As(colleague), colleague.ApiUserGuid)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
        Assert.True((await Send(Api, own.ApiUserGuid)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
    }

    public static TheoryData<string, string, string> OfAnOperator => new()
    {
        { "GET", "/api/v1/operators/{0}/api-users", "" },
        { "POST", "/api/v1/operators/{0}/api-users", """{"description":"x"}""" },
        { "POST", "/api/v1/operators/{0}/api-users/changes", """{"add":[{"description":"x"}]}""" },
    };

    [Theory]
    [MemberData(nameof(OfAnOperator))]
    public async Task Those_of_an_operator_can_be_reached_by_those_alone_who_may(string method, string path, string body)
    {
        var (colleague, stranger) = (await ColleagueAsync(), await StrangerAsync());
        Task<Answer> Send(ApiClient door, string id) => SendAsync(door, method, path, id, body);

        Assert.Equal(
            new Problem("malformed_request", "operatorId",
                "The id of the operator must have the form 01234567-89ab-8def-8123-456789abcdef."),
            Problem.Of(await Send(Api, "nonsense"), HttpStatusCode.BadRequest));
        foreach (var id in new[] { "40000000-2fff-8000-8080-000000000000", Manager.ApiUserGuid, stranger.OperatorGuid })
        {
            var problem = Problem.Of(await Send(Api, id), HttpStatusCode.NotFound);
            Assert.Equal(("not_found", "There is no such operator."), (problem.Code, problem.Detail));
        }
        Assert.Equal("forbidden", Problem.Of(await Send(App.As(colleague), Manager.OperatorGuid), HttpStatusCode.Forbidden).Code);
        Assert.Equal("invalid_credentials", Problem.Of(await Send(App.Anonymous, Manager.OperatorGuid), HttpStatusCode.Unauthorized).Code);
        Assert.True((await Send(App.As(colleague), colleague.OperatorGuid)).Status is HttpStatusCode.OK or HttpStatusCode.Created);
        Assert.True((await Send(Api, colleague.OperatorGuid)).Status is HttpStatusCode.OK or HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_method_is_answered_with_those_there_are()
    {
        var answer = await Api.PostAsync($"/api/v1/api-users/{Nobody}");

        Assert.Equal("method_not_allowed", Problem.Of(answer, HttpStatusCode.MethodNotAllowed).Code);
        Assert.Equal("DELETE, GET, HEAD, PUT", answer.Header("Allow"));
    }

    private static Task<Answer> SendAsync(ApiClient door, string method, string path, string id, string body) =>
        door.SendAsync(new(method), path.Replace("{0}", id, StringComparison.Ordinal), body.Length == 0 ? null : Json(body));
}
