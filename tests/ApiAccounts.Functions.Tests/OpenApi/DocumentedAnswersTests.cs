using System.Text.Json.Nodes;
using ApiAccounts.Functions.Tests.Running;
using Xunit.Sdk;

namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>What the check of every answer finds, and what it lets through.</summary>
public sealed class DocumentedAnswersTests
{
    private const string Id = "20000000-2000-8000-8080-09ee72080c71";
    private const string One = "/v4/ApiUser/" + Id;

    private const string ApiUser = """
        {"ApiUserGuid":"20000000-2000-8000-8080-09ee72080c71","OperatorGuid":"40000000-2000-8000-8080-0fc28d1189f3",
         "UserName":"400000100200104017Q7420CE4M","Description":"","ApiAccessType":"Generic","CreatedDate":"2026-11-22T02:55:04",
         "LastUsedDate":null,"LastUsedStatus":"Unknown","RequestsLast30Days":0}
        """;

    private const string Refusal = """{"Messages":[{"Message":"No."}]}""";

    private const string Problem = """{"type":"about:blank","title":"Not Found","status":404,"detail":"No.","code":"not_found"}""";

    private static readonly (string, string) Json = ("Content-Type", "application/json; charset=utf-8");
    private static readonly (string, string) ProblemJson = ("Content-Type", "application/problem+json");

    [Theory]
    [InlineData("/v4/ApiUser/" + Id)]
    [InlineData("/V4/apiuser/" + Id + "/?x=1")]
    [InlineData("/v4/%41piUser/a%2Fb")]
    public async Task A_documented_answer_is_fine_whichever_way_its_path_is_written(string path) =>
        Assert.Empty(await ProblemsAsync("GET", path, 200, ApiUser, Json));

    [Fact]
    public async Task A_status_that_is_not_documented_is_found() => Assert.Equal(
        ["The status 418 is not documented for UptrendsGetApiUser."], await ProblemsAsync("GET", One, 418, ApiUser, Json));

    [Fact]
    public async Task Another_content_type_is_found()
    {
        Assert.Equal(
            ["The content type is 'text/plain' instead of 'application/json'."],
            await ProblemsAsync("GET", One, 200, ApiUser, ("Content-Type", "text/plain")));
        Assert.Equal(["The content type is 'undefined' instead of 'application/json'."], await ProblemsAsync("GET", One, 200, ""));
    }

    [Theory]
    [InlineData("UserName", "17", "/UserName must be string")]
    [InlineData("ApiAccessType", "\"Nothing\"", "/ApiAccessType must be equal to one of the allowed values")]
    [InlineData("ApiUserGuid", "\"not-a-guid\"", "/ApiUserGuid must match format \"uuid\"")]
    [InlineData("CreatedDate", "\"2026-11-22T02:55:04Z\"", "/CreatedDate must match pattern")]
    [InlineData("RequestsLast30Days", "-1", "/RequestsLast30Days must be >= 0")]
    [InlineData("RequestsLast30Days", "0.5", "/RequestsLast30Days must be integer")]
    [InlineData("Password", "\"apiacc_x\"", "/ must NOT have unevaluated properties")]
    public async Task A_member_that_is_not_as_documented_is_found(string member, string value, string problem)
    {
        var body = JsonNode.Parse(ApiUser)!.AsObject();
        body[member] = JsonNode.Parse(value);

        var found = Assert.Single(await ProblemsAsync("GET", One, 200, body.ToJsonString(), Json));

        Assert.StartsWith(problem, found, StringComparison.Ordinal);
        Assert.Contains("/schema", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_is_missing_is_found()
    {
        var body = JsonNode.Parse(ApiUser)!.AsObject();
        body.Remove("Description");

        Assert.StartsWith(
            "/ must have required property 'Description'",
            Assert.Single(await ProblemsAsync("GET", One, 200, body.ToJsonString(), Json)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_found() =>
        Assert.StartsWith("The body is no JSON", Assert.Single(await ProblemsAsync("GET", One, 200, "{", Json)), StringComparison.Ordinal);

    [Fact]
    public async Task A_body_where_none_is_documented_is_found() => Assert.Equal(
        ["A body is documented nowhere, but there is one (application/json)."], await ProblemsAsync("DELETE", One, 204, ApiUser, Json));

    [Fact]
    public async Task A_header_that_is_missing_wrong_or_not_documented_is_found()
    {
        Assert.Equal(["The header WWW-Authenticate is missing."], await ProblemsAsync("GET", One, 401, Refusal, Json));
        Assert.StartsWith(
            "WWW-Authenticate: / must be equal to one of the allowed values",
            Assert.Single(await ProblemsAsync("GET", One, 401, Refusal, Json, ("WWW-Authenticate", "Bearer"))),
            StringComparison.Ordinal);
        Assert.Equal(
            ["The header x-powered-by is not documented."], await ProblemsAsync("GET", One, 200, ApiUser, Json, ("X-Powered-By", "tests")));
    }

    [Fact]
    public async Task A_rate_limit_is_told_whole_and_to_API_users_alone()
    {
        (string, string) policy = ("RateLimit-Policy", "\"api-user\";q=100;w=20");
        (string, string) left = ("RateLimit", "\"api-user\";r=99;t=1");

        Assert.Empty(await ProblemsAsync("GET", One, 200, ApiUser, Json, policy, left));
        Assert.Equal(["The header ratelimit-policy is there alone."], await ProblemsAsync("GET", One, 200, ApiUser, Json, policy));
        Assert.StartsWith(
            "ratelimit: / must match pattern",
            Assert.Single(await ProblemsAsync("GET", One, 200, ApiUser, Json, policy, ("RateLimit", "99"))),
            StringComparison.Ordinal);
        Assert.Equal(
            ["The header ratelimit-policy is not documented.", "The header ratelimit is not documented."],
            await ProblemsAsync("GET", "/healthz/live", 200, "", policy, left));
    }

    [Fact]
    public async Task A_path_that_is_not_documented_may_only_be_not_found_in_its_dialect()
    {
        Assert.Empty(await ProblemsAsync("GET", "/nothing", 404, Problem, ProblemJson));
        Assert.Empty(await ProblemsAsync("GET", "/v4/Nothing", 404, Refusal, Json));
        Assert.Empty(await ProblemsAsync("HEAD", "/nothing", 404, "", ProblemJson));

        Assert.Equal(["The status is 200 instead of 404."], await ProblemsAsync("GET", "/nothing", 200, Problem, ProblemJson));
        Assert.Equal(
            ["The content type is 'application/problem+json' instead of 'application/json'."],
            await ProblemsAsync("GET", "/v4/Nothing", 404, Problem, ProblemJson));
        Assert.NotEmpty(await ProblemsAsync("GET", "/nothing", 404, Refusal, ProblemJson));
    }

    [Fact]
    public async Task What_the_host_answers_itself_is_not_looked_at() =>
        Assert.Empty(await ProblemsAsync("POST", "/admin/functions/Some", 202, ""));

    [Fact]
    public async Task A_method_that_is_not_documented_may_only_be_refused_with_those_that_are()
    {
        Assert.Empty(await ProblemsAsync("POST", One, 405, Refusal, Json, ("Allow", "DELETE, GET, HEAD, PUT")));

        Assert.Equal(
            ["Allow is 'GET' instead of 'DELETE, GET, HEAD, PUT'."],
            await ProblemsAsync("POST", One, 405, Refusal, Json, ("Allow", "GET")));
        Assert.Equal(
            ["The status is 200 instead of 405.", "Allow is 'undefined' instead of 'DELETE, GET, HEAD, PUT'."],
            await ProblemsAsync("BREW", One, 200, Refusal, Json));
    }

    [Fact]
    public async Task A_path_that_takes_every_method_takes_one_that_a_document_cannot_name()
    {
        (string, string)[] who = [("X-Api-User", Id), ("X-Operator", Id), ("X-Partner", "1")];

        Assert.Empty(await ProblemsAsync("PROPFIND", "/verify/a/b/c", 200, "", who));
        Assert.Equal(["The header X-Partner is missing."], await ProblemsAsync("PROPFIND", "/verify", 204, "", who[..2]));
    }

    [Fact]
    public async Task Many_are_checked_at_once_and_each_gets_its_own_result()
    {
        var found = await Task.WhenAll(Enumerable.Range(400, 200).Select(status => ProblemsAsync("GET", "/healthz/live", status, "")));

        Assert.Equal(
            Enumerable.Range(400, 200).Select(status => $"The status {status} is not documented for HealthLive."),
            found.Select(problems => problems.Single()));
    }

    [Fact]
    public async Task An_answer_that_is_not_as_documented_fails_the_test_and_is_told_as_a_whole()
    {
        using var response = new HttpResponseMessage((HttpStatusCode)418) { Content = new StringContent("I am a teapot.") };
        var answer = await Answer.ReadAsync(response);

        var failure = await Assert.ThrowsAsync<FailException>(() => DocumentedAnswers.CheckAsync(HttpMethod.Get, "/healthz/live", answer));

        Assert.Contains("GET /healthz/live", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The status 418 is not documented for HealthLive.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("I am a teapot.", failure.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> ProblemsAsync(
        string method, string path, int status, string body, params (string Name, string Value)[] headers) =>
        DocumentedAnswers.ProblemsOfAsync(
            method, path, status, headers.Select(header => KeyValuePair.Create(header.Name, header.Value)), body);
}
