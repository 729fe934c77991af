using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>A page that mailed links open. Its content security policy allows only the code in the page itself.</summary>
internal sealed partial class EmbeddedPage
{
    private readonly byte[] contents;
    private readonly string policy;

    /// <param name="document">The name of the embedded document.</param>
    public EmbeddedPage(string document)
    {
        contents = Read(document);
        policy = $"default-src 'none'; script-src {HashOf("script")}; style-src {HashOf("style")}; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public Task<IResult> AnswerAsync(HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = policy;
        return Task.FromResult<IResult>(TypedResults.Bytes(contents, "text/html; charset=utf-8"));
    }

    /// <summary>Hashes the content of the only element with a name, in the form of a content security policy.</summary>
    private string HashOf(string element)
    {
        var match = Elements().Matches(Encoding.UTF8.GetString(contents)).Single(match => match.Groups["name"].Value == element);
        var text = match.Groups["text"].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    private static byte[] Read(string document)
    {
        using var resource = typeof(EmbeddedPage).Assembly.GetManifestResourceStream(document)!;
        var contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }

    [GeneratedRegex("<(?<name>script|style)>(?<text>.*?)</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Elements();
}
