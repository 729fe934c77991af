using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary>
/// <c>/invitation</c>: the page that invitations link to. Its content security policy allows only the code in the page itself.
/// </summary>
public sealed partial class V1InvitationPageFunctions
{
    private const string Document = "invitation.html";

    private static readonly byte[] Contents = Read();

    private static readonly string Policy =
        $"default-src 'none'; script-src {HashOf("script")}; style-src {HashOf("style")}; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Function(nameof(InvitationPage))]
    public Task<IResult> InvitationPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "invitation")] HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        return Task.FromResult<IResult>(TypedResults.Bytes(Contents, "text/html; charset=utf-8"));
    }

    /// <summary>Hashes the content of the only element with a name, in the form of a content security policy.</summary>
    private static string HashOf(string element)
    {
        var match = Elements().Matches(Encoding.UTF8.GetString(Contents)).Single(match => match.Groups["name"].Value == element);
        var text = match.Groups["text"].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    private static byte[] Read()
    {
        using var resource = typeof(V1InvitationPageFunctions).Assembly.GetManifestResourceStream(Document)!;
        var contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }

    [GeneratedRegex("<(?<name>script|style)>(?<text>.*?)</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Elements();
}
