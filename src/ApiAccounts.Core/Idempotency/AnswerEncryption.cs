using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Core.Idempotency;

/// <summary>
/// Encrypts answers, which may have secrets, as mails are encrypted: AES-256-GCM with a key that HKDF-SHA-256 derives from a pepper for
/// this purpose alone. The row's key is authenticated data, so nobody can move an answer to another caller.
/// </summary>
public sealed class AnswerEncryption(IOptions<SecretsOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    private static readonly Range Nonce = ..NonceLength;
    private static readonly Range Tag = NonceLength..(NonceLength + TagLength);
    private static readonly Range Ciphertext = (NonceLength + TagLength)..;

    private readonly Dictionary<string, byte[]> keys = options.Value.Peppers.ToDictionary(
        pepper => pepper.Key,
        pepper => HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Convert.FromBase64String(pepper.Value), KeyLength, info: "ApiAccounts answer"u8.ToArray()));

    private readonly string newest = options.Value.NewestKeyId;

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
        var encrypted = new byte[NonceLength + TagLength + text.Length];
        RandomNumberGenerator.Fill(encrypted.AsSpan(Nonce));
        using var cipher = new AesGcm(keys[newest], TagLength);
        cipher.Encrypt(encrypted.AsSpan(Nonce), text, encrypted.AsSpan(Ciphertext), encrypted.AsSpan(Tag), Authenticated(key, newest));
        return request with { KeyId = newest, Answer = encrypted };
    }

    /// <exception cref="CryptographicException">The answer was altered, or its key is not set.</exception>
    public StoredAnswer Decrypt(string key, IdempotentRequest request)
    {
        if (request.KeyId is not { } keyId || !keys.TryGetValue(keyId, out var secret) || request.Answer.Length < NonceLength + TagLength)
            throw new CryptographicException($"The answer {key} cannot be decrypted with the Secrets__Peppers that are set.");
        var encrypted = request.Answer.Span;
        var text = new byte[encrypted.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(secret, TagLength);
        cipher.Decrypt(encrypted[Nonce], encrypted[Ciphertext], encrypted[Tag], text, Authenticated(key, keyId));
        var json = JsonElement.Parse(text);
        return new(
            json.GetProperty("status").GetInt32(),
            json.GetProperty("contentType").GetString(),
            json.GetProperty("location").GetString(),
            json.GetProperty("body").GetBytesFromBase64());
    }

    private static byte[] Authenticated(string key, string keyId) => Encoding.UTF8.GetBytes($"{key}|{keyId}");
}
