using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>What no route takes, and the headers on all that is answered.</summary>
[Collection<UptrendsApp>]
public sealed class CatchAllTests(AppFixture fixture)
{
    private const string Id = "01234567-89ab-4cde-8f01-23456789abcd";

    private readonly App app = fixture.App;

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/healthz")]
    [InlineData("/healthz/live/now")]
    [InlineData("/v5/ApiUser")]
    [InlineData("/v4x")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/v4%2FApiUser")]
    [InlineData("/verify%2Fnow")]
    [InlineData("/%C3%BC/%0A/%7F")]
    [InlineData("/nothing?path=/v4")]
    public async Task An_unknown_path_is_not_found(string path) => Problem.Is(
        await app.Anonymous.GetAsync(path), HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such path.");

    [Theory]
    [InlineData("/v4")]
    [InlineData("/v4/")]
    [InlineData("/V4/Nothing")]
    [InlineData("/v4/Register/now")]
    [InlineData("/v4/ApiUser/Operator/" + Id + "/more")]
    [InlineData("/v4/Operators")]
    public async Task An_unknown_path_of_the_Uptrends_dialect_is_not_found_in_that_dialect(string path) =>
        Assert.Equal("There is no such path.", (await app.Anonymous.GetAsync(path)).Is(HttpStatusCode.NotFound).UptrendsMessage);

    [Fact]
    public async Task An_unknown_path_is_not_found_by_any_method()
    {
        foreach (var method in (string[])["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
        {
            var answer = await app.Anonymous.SendAsync(new(method), "/nothing");
            Problem.Is(answer, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such path.");
        }
        Assert.Equal("", (await app.Anonymous.SendAsync(HttpMethod.Head, "/nothing")).Is(HttpStatusCode.NotFound).Body);
    }

    [Theory]
    [InlineData("GET", "/v4/Register", "POST")]
    [InlineData("PUT", "/v4/register/", "POST")]
    [InlineData("PUT", "/v4/ApiUser", "GET, HEAD, POST")]
    [InlineData("DELETE", "/v4/ApiUser?x=1", "GET, HEAD, POST")]
    [InlineData("PATCH", "/v4/apiuser", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/v4/ApiUser", "GET, HEAD, POST")]
    [InlineData("BREW", "/v4/ApiUser", "GET, HEAD, POST")]
    [InlineData("POST", "/v4/ApiUser/" + Id, "DELETE, GET, HEAD, PUT")]
    [InlineData("PATCH", "/v4/ApiUser/nonsense", "DELETE, GET, HEAD, PUT")]
    [InlineData("POST", "/v4/ApiUser/Operator/" + Id, "GET, HEAD")]
    [InlineData("DELETE", "/v4/ApiUser/Operator/" + Id, "GET, HEAD")]
    public async Task Another_method_on_a_known_path_of_the_Uptrends_dialect_is_told_which_there_are(
        string method, string path, string allowed)
    {
        var answer = await app.Anonymous.SendAsync(new(method), path);

        Assert.Equal($"The path supports only {allowed}.", answer.Is(HttpStatusCode.MethodNotAllowed).UptrendsMessage);
        Assert.Equal(allowed, answer.Header("Allow"));
    }

    [Theory]
    [InlineData("POST", "/healthz/live", "GET, HEAD")]
    [InlineData("DELETE", "/HEALTHZ/ready", "GET, HEAD")]
    public async Task Another_method_on_a_known_path_is_told_which_there_are(string method, string path, string allowed)
    {
        var answer = await app.Anonymous.SendAsync(new(method), path);

        Problem.Is(answer, HttpStatusCode.MethodNotAllowed, "Method Not Allowed", "method_not_allowed",
            $"The path supports only {allowed}.");
        Assert.Equal(allowed, answer.Header("Allow"));
    }

    [Theory]
    [InlineData("/v4/Register", "POST")]
    [InlineData("/oauth/token", "POST")]
    public async Task A_refusal_of_HEAD_has_no_body(string path, string allowed)
    {
        var answer = await app.Anonymous.SendAsync(HttpMethod.Head, path);

        Assert.Equal("", answer.Is(HttpStatusCode.MethodNotAllowed).Body);
        Assert.Equal(allowed, answer.Header("Allow"));
    }

    [Fact]
    public async Task Every_kind_of_answer_has_the_security_headers()
    {
        var account = await app.RegisterAsync();
        var caller = app.As(account);
        var one = $"/v4/ApiUser/{account.ApiUserGuid}";

        foreach (var (expected, answer) in new[]
        {
            (HttpStatusCode.OK, await caller.GetAsync("/v4/ApiUser")),
            (HttpStatusCode.OK, await caller.GetAsync("/healthz/live")),
            (HttpStatusCode.Created, await app.Administrator.PostAsync("/v4/Register")),
            (HttpStatusCode.OK, await caller.GetAsync("/verify")),
            (HttpStatusCode.OK, await caller.SendAsync(HttpMethod.Head, "/verify")),
            (HttpStatusCode.BadRequest, await caller.PutJsonAsync(one, "{")),
            (HttpStatusCode.Unauthorized, await app.Anonymous.GetAsync("/v4/ApiUser")),
            (HttpStatusCode.Unauthorized, await app.Anonymous.GetAsync("/verify")),
            (HttpStatusCode.Forbidden, await app.Administrator.PostAsync("/v4/Register?description=%07")),
            (HttpStatusCode.NotFound, await caller.GetAsync("/v4/ApiUser/" + Id)),
            (HttpStatusCode.NotFound, await caller.GetAsync("/nothing")),
            (HttpStatusCode.MethodNotAllowed, await caller.GetAsync("/v4/Register")),
            (HttpStatusCode.RequestEntityTooLarge, await caller.PutJsonAsync(one, new string(' ', 1_048_577))),
        })
            SecurityHeaders.AreOn(answer.Is(expected));
    }
}
