using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Core.Idempotency;

/// <summary>
/// Encrypts answers, which may have secrets. The row's key is authenticated data, so nobody can move an answer to another caller.
/// </summary>
public sealed class AnswerEncryption(IOptions<SecretsOptions> options)
{
    private readonly PepperEncryption encryption = new(options.Value, "ApiAccounts answer"u8.ToArray());

    /// <param name="key">The key of the row.</param>
    public IdempotentRequest Encrypt(string key, IdempotentRequest request, StoredAnswer answer)
    {
        var text = CompactJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("status", answer.Status);
            writer.WriteString("contentType", answer.ContentType);
            writer.WriteString("location", answer.Location);
            writer.WriteBase64String("body", answer.Body.Span);
            writer.WriteEndObject();
        });
        var keyId = encryption.KeyId;
        return request with { KeyId = keyId, Answer = encryption.Encrypt(text, Authenticated(key, keyId)) };
    }

    /// <exception cref="CryptographicException">The answer was altered, or its key is not set.</exception>
    public StoredAnswer Decrypt(string key, IdempotentRequest request)
    {
        var keyId = request.KeyId ?? throw new CryptographicException($"The answer {key} cannot be decrypted: it is not complete.");
        var text = encryption.Decrypt($"The answer {key}", keyId, request.Answer.Span, Authenticated(key, keyId));
        var json = JsonElement.Parse(text);
        return new(
            json.GetProperty("status").GetInt32(),
            json.GetProperty("contentType").GetString(),
            json.GetProperty("location").GetString(),
            json.GetProperty("body").GetBytesFromBase64());
    }

    private static byte[] Authenticated(string key, string keyId) => Encoding.UTF8.GetBytes($"{key}|{keyId}");
}
