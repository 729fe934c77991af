using System.IO.Compression;
using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>The files of the console, as a browser gets them.</summary>
[Collection<NativeApp>]
public sealed class ConsoleWebsiteTests(AppFixture fixture)
{
    private const string Script = "/console/assets/index-3f2a9c1b.js";

    private readonly App app = fixture.App;

    [Theory]
    [InlineData("/")]
    [InlineData("/?theme=dark")]
    [InlineData("/console")]
    [InlineData("/console/")]
    [InlineData("/Console/operators/7/api-users")]
    [InlineData("/console/index.html")]
    [InlineData("/console/secret.txt")]
    public async Task Every_path_without_a_file_answers_with_the_page(string path)
    {
        var answer = (await GetAsync(path)).Is(HttpStatusCode.OK);
        var nonce = NonceOf(answer);

        Assert.Equal(FakeConsole.Page.Replace("__NONCE__", nonce, StringComparison.Ordinal), answer.Body);
        Assert.Equal(
            ("text/html; charset=utf-8", "no-store", "nosniff", "no-referrer"),
            (answer.Header("Content-Type"), answer.Header("Cache-Control"), answer.Header("X-Content-Type-Options"),
                answer.Header("Referrer-Policy")));
        Assert.Equal(
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            answer.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task Each_answer_has_a_nonce_of_its_own()
    {
        var nonces = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => NonceOf(await GetAsync("/"))));

        Assert.Equal(20, nonces.Distinct().Count());
        Assert.All(nonces, nonce => Assert.Equal(16, Convert.FromBase64String(nonce).Length));
    }

    [Theory]
    [InlineData("index-3f2a9c1b.js", "text/javascript; charset=utf-8")]
    [InlineData("index-77aa10cc.css", "text/css; charset=utf-8")]
    [InlineData("logo-0badf00d.svg", "image/svg+xml")]
    [InlineData("font-1.woff2", "font/woff2")]
    [InlineData("nl-5e.json", "application/json")]
    [InlineData("app-1.webmanifest", "application/manifest+json")]
    public async Task An_asset_has_its_type_and_may_be_cached_for_ever(string name, string contentType)
    {
        var answer = (await GetAsync("/console/assets/" + name)).Is(HttpStatusCode.OK);

        Assert.Equal(
            (contentType, "public, max-age=31536000, immutable", "Accept-Encoding", "nosniff"),
            (answer.Header("Content-Type"), answer.Header("Cache-Control"), answer.Header("Vary"),
                answer.Header("X-Content-Type-Options")));
        Assert.Matches("^\"[A-Za-z0-9_-]{43}\"$", answer.Header("ETag"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("deflate, zstd", null)]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0.5, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0, *;q=0.1", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("*;q=0", null)]
    [InlineData("br;q=nonsense, ;;", null)]
    public async Task A_script_comes_in_the_encoding_that_the_browser_prefers(string? accepted, string? encoding)
    {
        var answer = (await GetAsync(Script, ("Accept-Encoding", accepted))).Is(HttpStatusCode.OK);

        Assert.Equal(encoding, answer.Header("Content-Encoding"));
        Assert.Equal(FakeConsole.Script, Decoded(answer.Bytes, encoding));
    }

    [Fact]
    public async Task An_encoding_that_the_browser_has_is_not_sent_again()
    {
        var brotli = (await GetAsync(Script, ("Accept-Encoding", "br"))).Header("ETag")!;
        var plain = (await GetAsync(Script)).Header("ETag")!;

        var asked = await GetAsync(Script, ("Accept-Encoding", "br"), ("If-None-Match", $"\"x\", {brotli}"));
        var known = asked.Is(HttpStatusCode.NotModified);
        var other = (await GetAsync(Script, ("Accept-Encoding", "br"), ("If-None-Match", plain))).Is(HttpStatusCode.OK);

        Assert.NotEqual(brotli, plain);
        Assert.Equal(("", brotli, "Accept-Encoding"), (known.Body, known.Header("ETag"), known.Header("Vary")));
        Assert.Equal("br", other.Header("Content-Encoding"));
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(Script, UriKind.Relative));
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = (await Answer.ReadAsync(response)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ("", "99", (await GetAsync(Script)).Header("ETag")), (answer.Body, answer.Header("Content-Length"), answer.Header("ETag")));
    }

    [Theory]
    [InlineData("/console/assets")]
    [InlineData("/console/assets/")]
    [InlineData("/console/assets/nothing.js")]
    [InlineData("/console/assets/INDEX-3f2a9c1b.js")]
    [InlineData("/console/assets/index-3f2a9c1b.js.br")]
    [InlineData("/console/assets/..%2Fsecret.txt")]
    [InlineData("/console/assets/..%5Csecret.txt")]
    [InlineData("/console/assets/%2E%2E%2Findex.html")]
    [InlineData("/console/assets/%252e%252e/secret.txt")]
    [InlineData("/console/assets//etc/passwd")]
    public async Task What_is_no_asset_is_not_found(string path)
    {
        var answer = await GetAsync(path);

        Problem.Is(answer, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such file.");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Dot_segments_that_leave_the_assets_reach_no_other_file()
    {
        string[] paths = ["/console/assets/../secret.txt", "/console/assets/./../../console/secret.txt", "/console/secret.txt"];
        foreach (var path in paths)
        {
            var (status, text) = await RawRequest.SendAsync(app.Port, $"GET {path} HTTP/1.1\r\n");

            Assert.Equal(200, status);
            Assert.Contains("<title>Fake console</title>", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("DELETE", "/console")]
    [InlineData("PUT", Script)]
    public async Task Other_methods_are_refused(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);

        Assert.Equal("GET, HEAD", answer.Is(HttpStatusCode.MethodNotAllowed).Header("Allow"));
    }

    /// <summary>With exactly these headers.</summary>
    private async Task<Answer> GetAsync(string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    private static string NonceOf(Answer answer)
    {
        const string Before = "'nonce-";
        var policy = answer.Header("Content-Security-Policy")!;
        var start = policy.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return policy[start..policy.IndexOf('\'', start)];
    }

    private static string Decoded(byte[] body, string? encoding)
    {
        using var stream = new MemoryStream(body);
        using Stream decoder = encoding switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
