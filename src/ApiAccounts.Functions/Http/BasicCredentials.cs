using System.Text;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>The user name and password of HTTP Basic authentication (RFC 7617), in UTF-8.</summary>
internal readonly record struct BasicCredentials(string UserName, string Password)
{
    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null for none, for another scheme and for what cannot be read.</returns>
    public static BasicCredentials? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var encoded = header.AsSpan(Scheme.Length).Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)) return null;
        try
        {
            var text = Strict.GetString(bytes, 0, length);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : new(text[..colon], text[(colon + 1)..]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Never tells the password, wherever it is written to.</summary>
    public override string ToString() => UserName;
}
