using System.Text;

namespace ApiAccounts.Functions.Http;

/// <summary>The user name and password of HTTP Basic authentication (RFC 7617), in UTF-8.</summary>
internal readonly ref struct BasicCredentials
{
    /// <summary>In bytes; the credentials of an API user are shorter.</summary>
    public const int UsualLength = 256;

    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private BasicCredentials(ReadOnlySpan<char> userName, ReadOnlySpan<char> password)
    {
        UserName = userName;
        Password = password;
    }

    public ReadOnlySpan<char> UserName { get; }

    public ReadOnlySpan<char> Password { get; }

    /// <param name="buffer">The memory for the decoded credentials, if they fit, which avoids an allocation.</param>
    /// <returns>False if the header is missing, has another scheme, or is malformed.</returns>
    public static bool TryRead(HttpRequest request, Span<char> buffer, out BasicCredentials credentials)
    {
        credentials = default;
        if (request.Headers.Authorization is not [{ } header]) return false;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var encoded = header.AsSpan(Scheme.Length).Trim();
        var bytes = encoded.Length <= UsualLength ? stackalloc byte[UsualLength] : new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)) return false;
        var text = length <= buffer.Length ? buffer : new char[length];
        try
        {
            text = text[..Strict.GetChars(bytes[..length], text)];
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        var colon = text.IndexOf(':');
        if (colon < 0) return false;
        credentials = new(text[..colon], text[(colon + 1)..]);
        return true;
    }
}
