using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>The console behind a proxy that ends TLS.</summary>
[Collection<ConsoleApp>]
public sealed class ConsoleProxyTests(ConsoleFixture fixture)
{
    private readonly App app = fixture.App;

    [Theory]
    [InlineData("https", "accounts.example.com", "https://accounts.example.com")]
    [InlineData("http, https", "evil.example, accounts.example.com", "https://accounts.example.com")]
    public async Task The_cookie_is_secure_and_of_this_host_alone(string scheme, string host, string origin)
    {
        var answer = await SignInAsync(("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host), ("Origin", origin));

        Assert.Matches(
            @"^__Host-apiaccounts=[^;.]{27}\.session_[0-9A-Za-z]{49}; path=/; secure; samesite=strict; httponly$",
            answer.Is(HttpStatusCode.OK).Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("https", "accounts.example.com", "http://accounts.example.com")]
    [InlineData("https", "accounts.example.com", "https://evil.example")]
    [InlineData("http", "accounts.example.com", "https://accounts.example.com")]
    [InlineData("https", "evil.example, accounts.example.com", "https://evil.example")]
    public async Task Another_origin_than_the_one_that_the_proxy_reports_is_refused(string scheme, string host, string origin)
    {
        var answer = await SignInAsync(("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host), ("Origin", origin));

        Assert.Equal("cross_site_request", Problem.Of(answer, HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task Without_encryption_only_the_own_machine_gets_a_cookie_that_is_not_secure()
    {
        var network = await SignInAsync(("X-Forwarded-Host", "192.0.2.1:7071"), ("Origin", "http://192.0.2.1:7071"));
        var local = await SignInAsync(("X-Forwarded-Host", "localhost:7071"), ("Origin", "http://localhost:7071"));

        Assert.StartsWith("__Host-apiaccounts=", network.Is(HttpStatusCode.OK).Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Contains("; secure;", network.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.StartsWith("apiaccounts=", local.Is(HttpStatusCode.OK).Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.DoesNotContain("secure", local.Header("Set-Cookie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_session_is_that_of_the_person()
    {
        var answer = (await SignInAsync(("X-Forwarded-For", "198.51.100.66, 203.0.113.7"))).Is(HttpStatusCode.OK);

        var listed = (await ConsoleClient.Of(app, answer).GetAsync("/console/sessions")).Is(HttpStatusCode.OK).Json;

        Assert.Equal("203.0.113.7", Assert.Single(listed.EnumerateArray()).GetProperty("address").GetString());
    }

    private async Task<Answer> SignInAsync(params (string Name, string Value)[] headers)
    {
        var person = await app.BackDoor.NewOperatorAsync();
        var body = $$"""{"userName":"{{person.UserName}}","password":"{{person.Password}}"}""";
        using var content = ApiClient.Json(Encoding.UTF8.GetBytes(body));
        return await app.Anonymous.SendAsync(HttpMethod.Post, "/console/session", content, [("X-Console", "1"), .. headers]);
    }
}
