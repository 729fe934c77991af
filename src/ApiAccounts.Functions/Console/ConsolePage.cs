using System.Security.Cryptography;

namespace ApiAccounts.Functions.Console;

/// <summary>
/// <c>index.html</c>. Each answer has a nonce of its own, in the page and in the content security policy, so that the browser runs only the
/// scripts and styles that the page itself names.
/// </summary>
/// <param name="template">The page, with <c>__NONCE__</c> where the nonce belongs.</param>
public sealed class ConsolePage(string template)
{
    private const string Placeholder = "__NONCE__";
    private const int NonceBytes = 16;

    public IResult Answer(HttpRequest request)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return TypedResults.Text(template.Replace(Placeholder, nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
