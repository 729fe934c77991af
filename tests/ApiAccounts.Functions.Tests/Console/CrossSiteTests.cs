using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>Requests that another site could make a browser send, with its cookie.</summary>
[Collection<NativeApp>]
public sealed class CrossSiteTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    private string Origin => $"http://127.0.0.1:{app.Port}";

    public static TheoryData<string, string> Foreign => new()
    {
        { "", "" },
        { "X-Console", "0" },
        { "X-Console", "true" },
        { "X-Console", "1, 1" },
        { "X-Console: 1\nOrigin", "https://evil.example" },
        { "X-Console: 1\nOrigin", "null" },
        { "X-Console: 1\nOrigin", "http://127.0.0.1" },
        { "X-Console: 1\nOrigin", "{own}.evil.example" },
        { "X-Console: 1\nOrigin", "{own}/" },
        { "X-Console: 1\nOrigin", "{secure}" },
        { "X-Console: 1\nSec-Fetch-Site", "cross-site" },
        { "X-Console: 1\nSec-Fetch-Site", "same-site" },
        { "X-Console: 1\nSec-Fetch-Site", "none" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_request_that_may_come_from_elsewhere_is_refused_everywhere(string names, string value)
    {
        var person = await app.BackDoor.NewOperatorAsync(isAdministrator: true);
        var session = await ConsoleClient.SignInAsync(app, person);
        var headers = Headers(names, value);
        (string Method, string Path, string? Body)[] requests =
        [
            ("GET", "/api/v1/api-users", null), ("POST", "/api/v1/groups", """{"name":"Planted"}"""), ("GET", "/v4/Operator", null),
            ("GET", "/console/session", null), ("DELETE", "/console/session", null), ("DELETE", "/console/sessions", null),
            ("POST", "/console/session", $$"""{"userName":"{{person.UserName}}","password":"{{person.Password}}"}"""),
            ("POST", "/console/session/password", """{"currentPassword":"Battery-Staple-7","newPassword":"Another-Staple-8"}"""),
            ("POST", "/console/session/invitation", """{"token":"none","password":"Another-Staple-8"}"""),
        ];

        foreach (var (method, path, body) in requests)
        {
            using var content = body is null ? null : ApiClient.Json(Encoding.UTF8.GetBytes(body));
            var answer = await app.Anonymous.SendAsync(new(method), path, content, [("Cookie", session.Cookie!), .. headers]);
            answer.Is(HttpStatusCode.Forbidden);
            if (!path.StartsWith("/v4", StringComparison.Ordinal))
                Assert.Equal("cross_site_request", Problem.Of(answer, HttpStatusCode.Forbidden).Code);
            Assert.Null(answer.Header("Set-Cookie"));
        }
        (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_of_the_app_itself_is_taken_with_and_without_the_headers_of_browsers()
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync());

        foreach (var headers in ((string, string)[][])[[], [("Origin", Origin)], [("Origin", Origin), ("Sec-Fetch-Site", "same-origin")]])
        {
            var answer = await app.Anonymous.SendAsync(
                HttpMethod.Get, "/console/session", content: null, [("Cookie", session.Cookie!), ("X-Console", "1"), .. headers]);
            answer.Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_browser_gets_no_leave_to_ask_across_sites()
    {
        var answer = await app.Anonymous.SendAsync(
            HttpMethod.Options, "/console/session", content: null,
            ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-console"));

        answer.Is(HttpStatusCode.MethodNotAllowed);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    private (string, string)[] Headers(string names, string value)
    {
        if (names.Length == 0) return [];
        var written = value.Replace("{own}", Origin, StringComparison.Ordinal)
            .Replace("{secure}", $"https://127.0.0.1:{app.Port}", StringComparison.Ordinal);
        var lines = names.Split('\n');
        return [.. lines[..^1].Select(line => (line.Split(": ")[0], line.Split(": ")[1])), (lines[^1], written)];
    }
}
