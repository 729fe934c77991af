using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>
/// Bodies that are no HTTP/1.1, or do not arrive: an answer with the right status, and nothing in the log that looks like a bug.
/// </summary>
[Collection<NativeApp>]
public sealed class BrokenBodyTests(AppFixture fixture)
{
    private const string Chunked = "Transfer-Encoding: chunked\r\n";
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    private readonly App app = fixture.App;

    [Theory]
    [InlineData("ZZ\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}XX0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2;x=\ny\r\n{}\r\n0\r\n\r\n")]
    public async Task A_badly_chunked_body_is_a_400(string body)
    {
        var account = await app.RegisterAsync();
        string[] paths =
            ["/v4/ApiUser", "/api/v1/users", "/api/v1/usage", "/oauth/token", "/userservice/management/v1/users/invite.json"];
        foreach (var path in paths)
        {
            var (status, text) = await SendAsync("POST " + path, account, (path == "/oauth/token" ? Form : "") + Chunked, body);
            Assert.True(status == 400, $"{path}\n{text}");
        }
        AssertNoError();
    }

    [Theory]
    [InlineData("POST /admin/functions/TimerPurgeMarkers")]
    [InlineData("GET /verify")]
    [InlineData("POST /nowhere")]
    public async Task A_badly_chunked_body_that_nobody_reads_is_not_an_error(string line)
    {
        var account = await app.RegisterAsync();
        foreach (var size in (string[])["ZZ", "FFFFFFFFFFFFFFFFFF", "7fffffffffffffff"])
        {
            var (status, text) = await SendAsync(line, account, Chunked, size + "\r\n{}\r\n0\r\n\r\n");
            Assert.True(status is 200 or 400 or 404, text);
        }
        AssertNoError();
    }

    [Fact]
    public async Task A_body_that_arrives_too_slowly_is_a_408()
    {
        var account = await app.RegisterAsync();
        var requests = new[]
        {
            SendAsync("POST /v4/ApiUser", account, "Content-Length: 100\r\n", "{"),
            SendAsync("POST /api/v1/users", account, Chunked, "2\r\n{}\r\n"),
            SendAsync("POST /oauth/token", account, Form + "Content-Length: 100\r\n", "a"),
            SendAsync("POST /admin/functions/TimerPurgeMarkers", account, "Content-Length: 100\r\n", "{"),
        };
        foreach (var (status, text) in await Task.WhenAll(requests)) Assert.True(status == 408, text);
        AssertNoError();
    }

    private void AssertNoError() =>
        Assert.DoesNotContain(app.Output.Split('\n'), line => line.StartsWith("fail:", StringComparison.Ordinal));

    private Task<(int Status, string Text)> SendAsync(string line, RegisteredAccount account, string headers, string body)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}"));
        return RawRequest.SendAsync(
            app.Port, $"{line} HTTP/1.1\r\nAuthorization: Basic {credentials}\r\n{headers}", Encoding.UTF8.GetBytes(body));
    }
}
