using System.Security.Cryptography;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Encrypts with AES-256-GCM and keys that HKDF-SHA-256 derives from the peppers for one purpose alone. The newest pepper encrypts; all of
/// them decrypt.
/// </summary>
/// <param name="purpose">Different purposes have different keys.</param>
internal sealed class PepperEncryption(SecretsOptions options, byte[] purpose)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    private static readonly Range Nonce = ..NonceLength;
    private static readonly Range Tag = NonceLength..(NonceLength + TagLength);
    private static readonly Range Ciphertext = (NonceLength + TagLength)..;

    private readonly Dictionary<string, byte[]> keys = options.Peppers.ToDictionary(
        pepper => pepper.Key,
        pepper => HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(pepper.Value), KeyLength, info: purpose));

    /// <summary>The number of the pepper that encrypts.</summary>
    public string KeyId { get; } = options.NewestKeyId;

    /// <returns>The nonce, the tag and the ciphertext.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> authenticated)
    {
        var encrypted = new byte[NonceLength + TagLength + text.Length];
        RandomNumberGenerator.Fill(encrypted.AsSpan(Nonce));
        using var cipher = new AesGcm(keys[KeyId], TagLength);
        cipher.Encrypt(encrypted.AsSpan(Nonce), text, encrypted.AsSpan(Ciphertext), encrypted.AsSpan(Tag), authenticated);
        return encrypted;
    }

    /// <param name="subject">What is decrypted, for the message of an error.</param>
    /// <exception cref="CryptographicException">It was altered, or its key is not set, perhaps only on this instance.</exception>
    public byte[] Decrypt(string subject, string keyId, ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> authenticated)
    {
        if (!keys.TryGetValue(keyId, out var key))
            throw new CryptographicException($"{subject} cannot be decrypted: Secrets__Peppers__{keyId} is not set.");
        if (encrypted.Length < NonceLength + TagLength)
            throw new CryptographicException($"{subject} cannot be decrypted: its body is too short.");
        var text = new byte[encrypted.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(encrypted[Nonce], encrypted[Ciphertext], encrypted[Tag], text, authenticated);
        return text;
    }
}
