using System.Text;
using System.Text.Json;
using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Conformance;

/// <summary>The console where the host or its proxying could make a difference.</summary>
[Collection(SharedHosts.Name)]
public sealed class ConsoleTests(Hosts hosts)
{
    [Theory]
    [InlineData(HostKind.Tests, "/")]
    [InlineData(HostKind.Tests, "/console")]
    [InlineData(HostKind.Tests, "/console/operators/7")]
    [InlineData(HostKind.CoreTools, "/")]
    [InlineData(HostKind.CoreTools, "/console")]
    public async Task The_page_is_at_the_root_and_at_every_path_without_a_file(HostKind host, string path)
    {
        var answer = (await GetAsync(host, path)).Is(HttpStatusCode.OK);

        Assert.Contains("<title>Fake console</title>", answer.Body, StringComparison.Ordinal);
        Assert.Matches(
            "^default-src 'none'; script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='; ", answer.Header("Content-Security-Policy"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task An_asset_comes_compressed_and_once(HostKind host)
    {
        const string Script = "/console/assets/index-3f2a9c1b.js";

        var answer = (await GetAsync(host, Script, ("Accept-Encoding", "gzip, br"))).Is(HttpStatusCode.OK);
        var known = await GetAsync(host, Script, ("Accept-Encoding", "gzip, br"), ("If-None-Match", answer.Header("ETag")!));
        var head = await SendAsync(host, HttpMethod.Head, Script);

        Assert.Equal(
            ("br", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
            (answer.Header("Content-Encoding"), answer.Header("Content-Type"), answer.Header("Cache-Control")));
        Assert.Equal(HttpStatusCode.NotModified, known.Status);
        Assert.Equal((HttpStatusCode.OK, "99", ""), (head.Status, head.Header("Content-Length"), head.Body));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_person_signs_in_through_the_front_end_and_works_by_the_cookie(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        (string, string)[] ofBrowser = [("X-Console", "1"), ("X-Forwarded-Proto", "https"), ("Sec-Fetch-Site", "same-origin")];
        var origin = $"https://127.0.0.1:{app.Client.BaseAddress!.Port}";
        var body = JsonSerializer.Serialize(
            new { userName = AppSettings.AdministratorName, password = AppSettings.AdministratorPassword });
        using var content = ApiClient.Json(Encoding.UTF8.GetBytes(body));

        var signedIn = await app.Anonymous.SendAsync(
            HttpMethod.Post, "/console/session", content, [("Origin", origin), .. ofBrowser]);
        var cookie = signedIn.Is(HttpStatusCode.OK).Header("Set-Cookie")!;
        var listed = await app.Anonymous.SendAsync(
            HttpMethod.Get, "/api/v1/operators", content: null, [("Cookie", cookie.Split(';')[0]), ("Origin", origin), .. ofBrowser]);
        var foreign = await app.Anonymous.SendAsync(
            HttpMethod.Get, "/api/v1/operators", content: null,
            [("Cookie", cookie.Split(';')[0]), ("Origin", "https://evil.example"), .. ofBrowser]);

        Assert.StartsWith("__Host-apiaccounts=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        listed.Is(HttpStatusCode.OK);
        Assert.Equal("cross_site_request", Problem.Of(foreign, HttpStatusCode.Forbidden).Code);
    }

    private Task<Answer> GetAsync(HostKind host, string path, params (string Name, string Value)[] headers) =>
        SendAsync(host, HttpMethod.Get, path, headers);

    private async Task<Answer> SendAsync(HostKind host, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var app = await hosts.StartedAsync(host);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
