using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Conformance;

/// <summary>What a caller is answered where the host or its proxying could make a difference.</summary>
[Collection(SharedHosts.Name)]
public sealed class AnswerTests(Hosts hosts)
{
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task An_unknown_path_and_a_wrong_method_are_answered_by_the_app(HostKind host)
    {
        var app = await hosts.StartedAsync(host);

        var unknown = SecurityHeaders.AreOn(await app.Administrator.GetAsync("/api/v1/nowhere"));
        Problem.Is(unknown, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such path.");
        var wrong = SecurityHeaders.AreOn((await app.Administrator.DeleteAsync("/V4/apiuser")).Is(HttpStatusCode.MethodNotAllowed));
        Assert.Equal(("GET, HEAD, POST", "The path supports only GET, HEAD, POST."), (wrong.Header("Allow"), wrong.UptrendsMessage));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_body_of_31_MB_is_answered_413_in_each_dialects_own_form(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var caller = app.As(await app.RegisterAsync());
        const string Sentence = "The body is larger than 1048576 bytes.";

        Assert.Equal(Sentence, (await PostAsync(caller, "/v4/ApiUser", 31)).Is(HttpStatusCode.RequestEntityTooLarge).UptrendsMessage);
        var native = await PostAsync(caller, "/api/v1/users", 31);
        Problem.Is(native, HttpStatusCode.RequestEntityTooLarge, "Payload Too Large", "body_too_large", Sentence);
        var marketo = await PostAsync(caller, "/userservice/management/v1/users/invite.json", 31);
        Assert.Equal("413", marketo.Is(HttpStatusCode.RequestEntityTooLarge).Json.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_body_of_99_MB_is_answered_413(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var caller = app.As(await app.RegisterAsync());

        Assert.Equal("body_too_large", Problem.Of(await PostAsync(caller, "/api/v1/users", 99), HttpStatusCode.RequestEntityTooLarge).Code);
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task The_request_id_is_the_trace_id_of_the_caller(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var caller = app.As(await app.RegisterAsync());

        var traced = await caller.SendAsync(
            HttpMethod.Get, "/rest/v1/stats/usage.json", content: null, ("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-01"));
        var untraced = await caller.GetAsync("/rest/v1/stats/usage.json");

        Assert.Equal(CallersTrace, traced.Is(HttpStatusCode.OK).Text("requestId"));
        Assert.Matches("^[0-9a-f]{32}$", untraced.Is(HttpStatusCode.OK).Text("requestId"));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_500_tells_the_trace_id_of_the_caller_and_nothing_else(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var account = await app.RegisterAsync();
        var createdAt = DateTimeOffset.UtcNow;

        await app.BackDoor.SetAsync(account, "CreatedAt", "not a time");
        var answer = await app.As(account).SendAsync(
            HttpMethod.Get, "/v4/ApiUser", content: null, ("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-01"));
        await app.BackDoor.SetAsync(account, "CreatedAt", createdAt);

        SecurityHeaders.AreOn(answer.Is(HttpStatusCode.InternalServerError));
        Assert.Equal($"An unexpected error occurred. The trace id is {CallersTrace}.", answer.UptrendsMessage);
    }

    private static async Task<Answer> PostAsync(ApiClient caller, string path, int megabytes)
    {
        using var body = ApiClient.Json(new byte[megabytes * 1024 * 1024]);
        return await caller.SendAsync(HttpMethod.Post, path, body);
    }
}
