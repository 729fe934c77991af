using System.Text;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The user name and password of HTTP Basic authentication (RFC 7617). They are UTF-8, or Latin-1 if they are not valid UTF-8, as older
/// clients send them.
/// </summary>
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

    /// <summary>Whether the request has Basic credentials, well-formed or not.</summary>
    public static bool AreOn(HttpRequest request)
    {
        foreach (var header in request.Headers.Authorization)
            if (header?.StartsWith(Scheme.TrimEnd(), StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }

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
            text = text[..Encoding.Latin1.GetChars(bytes[..length], text)];
        }
        var colon = text.IndexOf(':');
        if (colon < 0) return false;
        credentials = new(text[..colon], text[(colon + 1)..]);
        return true;
    }
}
