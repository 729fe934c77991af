using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>Tokens, made here without the product's code.</summary>
internal static class Jwt
{
    /// <summary>What a part says: 0 is the header, 1 the rest.</summary>
    public static JsonNode Read(string token, int part) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[part]))!;

    public static string Signed(JsonNode header, JsonNode payload, string key = AppSettings.SigningKey)
    {
        var head = $"{Part(header)}.{Part(payload)}";
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(head)))}";
    }

    /// <summary>The same token, signed anew, that ended a moment ago.</summary>
    public static string Expired(string token)
    {
        var payload = Read(token, 1);
        payload["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1;
        return Signed(Read(token, 0), payload);
    }

    public static string Part(JsonNode node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
