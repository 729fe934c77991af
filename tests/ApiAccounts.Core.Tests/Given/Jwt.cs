using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>JWTs, taken apart and put together by hand.</summary>
internal static class Jwt
{
    /// <summary>A part of a JWT as it is written in one.</summary>
    public static string Part(string json) => Base64Url(Encoding.UTF8.GetBytes(json));

    /// <summary>A JWT with a right signature of a key, whatever it says.</summary>
    public static string Signed(string header, string payload, string key = Known.Pepper1)
    {
        var head = $"{Part(header)}.{Part(payload)}";
        return $"{head}.{Base64Url(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(head)))}";
    }

    /// <summary>The JSON of a part of a JWT: 0 is its header, 1 what it says.</summary>
    public static string Read(string token, int part)
    {
        var text = token.Split('.')[part].Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
