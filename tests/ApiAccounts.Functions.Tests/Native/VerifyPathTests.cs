using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Targets as a gateway sends them that appends the raw path of its caller to <c>/verify</c>.</summary>
[Collection<NativeApp>]
public sealed class VerifyPathTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Theory]
    [InlineData("GET /verify/../healthz/live")]
    [InlineData("HEAD /verify/../healthz/live")]
    [InlineData("GET /VERIFY/../healthz/live?x=1")]
    [InlineData("GET /verify/%2e%2e/healthz/live")]
    [InlineData("GET /verify/.%2E/healthz/ready")]
    [InlineData("GET /%76erify/../openapi.yaml")]
    [InlineData("GET /verify/a/../../rest/v1/orders")]
    [InlineData("GET /verify/a/./b/../../../invitation")]
    [InlineData("GET /verify//../../healthz/live")]
    [InlineData("GET //verify/../healthz/live")]
    [InlineData("GET /./verify/../healthz/live")]
    [InlineData("GET /verify/..")]
    [InlineData("GET /verify/../verifyx/../healthz/live")]
    [InlineData("GET /verify%2F/../healthz/live")]
    [InlineData("GET /verify;a=b/../healthz/live")]
    [InlineData("GET http://127.0.0.1/verify/../healthz/live")]
    [InlineData("GET http://127.0.0.1/verify/%2E./rest/v1/stats/usage.json")]
    [InlineData("OPTIONS /verify/../nowhere")]
    public async Task Dot_segments_do_not_leave_verify(string line)
    {
        var account = await app.RegisterAsync();

        Assert.Equal(401, await StatusAsync(line, credentials: null));
        Assert.Equal(401, await StatusAsync(line, $"{account.UserName}:wrong"));
        Assert.Equal(200, await StatusAsync(line, $"{account.UserName}:{account.Password}"));
    }

    [Theory]
    [InlineData("GET /verify//")]
    [InlineData("GET /verify//orders//7")]
    [InlineData("GET /verify/orders//")]
    [InlineData("POST /verify///")]
    [InlineData("GET /verify/orders/..")]
    [InlineData("GET /verify/%252e%252e/orders")]
    [InlineData("GET /verify/..%2Fhealthz%2Flive")]
    [InlineData("GET /verify/..\\healthz\\live")]
    public async Task A_path_below_verify_is_verified_whatever_it_is(string line)
    {
        var account = await app.RegisterAsync();

        Assert.Equal(401, await StatusAsync(line, credentials: null));
        Assert.Equal(200, await StatusAsync(line, $"{account.UserName}:{account.Password}"));
    }

    [Theory]
    [InlineData("GET /healthz/../healthz/live", 200)]
    [InlineData("GET /nothing/../openapi.yaml", 200)]
    [InlineData("GET /healthz/live?from=/verify/../x", 200)]
    [InlineData("GET /verifyx", 404)]
    [InlineData("GET /verify%2Fnow", 404)]
    public async Task Another_target_is_not_a_call_of_verify(string line, int status) =>
        Assert.Equal(status, await StatusAsync(line, credentials: null));

    [Theory]
    [InlineData("POST /verify/../admin/functions/PurgeMarkers")]
    [InlineData("POST /x/../admin/functions/PurgeMarkers")]
    [InlineData("GET /verify/../runtime")]
    public async Task Dot_segments_do_not_reach_the_paths_of_the_host(string line) =>
        Assert.Equal(404, await StatusAsync(line, credentials: null, "{\"input\":\"\"}"u8.ToArray()));

    [Theory]
    [InlineData("/verify/../healthz/live")]
    [InlineData("/verify/%2e%2e/healthz/live")]
    public async Task The_raw_target_of_a_front_end_is_believed(string target)
    {
        Assert.Equal(401, await StatusAsync($"GET /healthz/live HTTP/1.1\r\nX-WAWS-Unencoded-URL: {target}"));
        Assert.Equal(200, await StatusAsync("GET /healthz/live HTTP/1.1\r\nX-WAWS-Unencoded-URL: /healthz/live"));

        async Task<int> StatusAsync(string head) => (await RawRequest.SendAsync(app.Port, head + "\r\n")).Status;
    }

    private async Task<int> StatusAsync(string line, string? credentials, byte[]? body = null)
    {
        var head = $"{line} HTTP/1.1\r\nContent-Length: {body?.Length ?? 0}\r\n";
        if (credentials is not null) head += $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}\r\n";
        return (await RawRequest.SendAsync(app.Port, head, body)).Status;
    }
}
